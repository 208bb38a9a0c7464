"""Sentences of everyday and office matters in 34 languages, written for these tests.

They judge how encodings are recognised, whose tables come from elsewhere. (Their first run, 97.7 %
exact at 250 characters, showed that Dutch lacked rare letters and that four kinds of signs were too
cheap; both were changed since.) Longer texts repeat the
sentences in changing order.
"""

from __future__ import annotations

import itertools
import unicodedata

TEXTS = {
    "German": """\
Die Mieterin überweist die Miete spätestens am dritten Werktag jedes Monats auf das Konto.
Für größere Schäden in der Küche müssen wir zunächst einen Gutachter beauftragen.
Bitte bestätigen Sie uns schriftlich, dass Sie die Kündigung rechtzeitig erhalten haben.
Herr Köhler fährt nächste Woche nach Österreich und ist währenddessen nicht erreichbar.
Über die Höhe der Gebühren entscheidet ausschließlich die zuständige Behörde.
Die Schlüssel liegen beim Hausmeister, der täglich außer samstags im Büro anzutreffen ist.
Wir möchten uns für Ihre Geduld und das freundliche Gespräch ganz herzlich bedanken.
Das Protokoll der Sitzung fügen wir als Anlage bei; Änderungen sind noch möglich.""",
    "French": """\
Le locataire s’engage à régler le loyer au plus tard le cinq de chaque mois.
Veuillez trouver ci-joint la facture détaillée ainsi que les conditions générales de vente.
Notre société a été fondée à Besançon par deux frères qui fabriquaient des chaînes de vélo.
L’hôpital a confirmé que les résultats seront envoyés dès réception du dossier médical.
Où faut-il déposer la requête, et quel délai nous reste-t-il après la décision ?
Après une longue réunion, le comité a rejeté la proposition déjà présentée en février.
La clé du garage se trouve derrière le bâtiment, près de la fenêtre du deuxième étage.
Nous vous prions d’agréer, chère Madame, l’expression de nos sentiments respectueux.""",
    "Spanish": """\
El inquilino deberá pagar la renta durante los cinco primeros días de cada mes.
Le enviamos adjunta la última versión del contrato, con las páginas que usted señaló.
¿Cuándo podría pasar el técnico a revisar la calefacción de la habitación pequeña?
La señora Núñez llamó ayer por teléfono para pedir una cita con el médico.
Según el informe, la reparación del tejado costará más de lo que habíamos previsto.
El año próximo abriremos una oficina en Málaga y otra en la ciudad de León.
No se aceptarán reclamaciones después de la fecha límite indicada en el artículo décimo.
Muchas gracias por su atención; quedamos a la espera de una respuesta rápida.""",
    "Portuguese": """\
O inquilino não poderá fazer obras na habitação sem autorização por escrito do senhorio.
Segue em anexo a relação das despesas que já foram pagas até ao fim do mês de março.
A reunião de condomínio começará às nove horas na sala que fica junto à receção.
Três funcionários da secção de câmbio pediram férias na mesma semana de junho.
É necessário apresentar a certidão de nascimento e uma fotografia recente do cônjuge.
O médico aconselhou repouso e marcou uma nova consulta para avaliar a evolução.
Há uma diferença entre o preço que consta do orçamento e o que aparece na fatura.
Agradecemos a sua atenção e ficamos à disposição para qualquer informação adicional.""",
    "Italian": """\
Il conduttore è tenuto a versare il canone entro il giorno cinque di ogni mese.
La società ha già spedito la merce, perciò non è più possibile annullare l’ordine.
Perché nessuno ha avvisato il perito che la visita era stata rimandata a lunedì?
La qualità del servizio è migliorata, però restano alcune difficoltà con le consegne.
Può ritirare il referto allo sportello oppure chiederlo per posta: costerà di più.
Il verbale dell’assemblea sarà inviato a tutti i soci martedì o mercoledì.
Non c’è alcuna novità sulla pratica; il comune risponderà entro la metà del mese.
Ciò che è stato pattuito verbalmente non avrà valore senza un accordo scritto.""",
    "Dutch": """\
De huurder betaalt de huur vóór de eerste dag van elke maand op rekening van de eigenaar.
Wij hebben uw brief ontvangen en zullen binnen twee weken een beslissing nemen.
Eén van de collega’s is met zijn café begonnen en werkt nu nog drie dagen per week.
De financiële commissie vond de begroting van België te hoog en vroeg om uitleg.
Kunt u de ingevulde formulieren vóór dinsdag terugsturen naar ons nieuwe adres?
De patiënt kreeg een recept mee en moet over een maand opnieuw worden geïnformeerd.
Het geschil over de geërfde grond is na een lang overleg eindelijk opgelost.
Met vriendelijke groet en alvast bedankt voor de reünie die u hebt georganiseerd.""",
    "Danish": """\
Lejeren skal betale huslejen senest den første hverdag i måneden på udlejers konto.
Vi har modtaget Deres klage over støj og vil undersøge sagen så hurtigt som muligt.
Før sommerferien skal alle afdelinger aflevere en oversigt over de største udgifter.
Lægen på sygehuset i Århus sagde, at prøverne først er færdige på onsdag.
Mødet begynder klokken ni, og bagefter spiser vi smørrebrød i det grønne værelse.
Nøglen til kælderen hænger ved siden af døren; husk at lægge den tilbage.
Er De enig i ændringerne, bedes De underskrive og sende begge eksemplarer retur.
Regnskabet for sidste år viser et mindre overskud, hvilket glæder bestyrelsen.""",
    "Swedish": """\
Hyresgästen ska betala hyran senest den sista vardagen före varje månads början.
Vi översänder härmed förslaget till avtal och ber er återkomma med synpunkter.
Läkaren på vårdcentralen i Örebro skrev ut en starkare medicin åt min äldre bror.
Årsmötet hålls på torsdag i den stora salen; anmälan görs till sekreteraren.
Skatteverket kräver att bolaget lämnar in sin redovisning före utgången av året.
Det går inte att få ersättning för skador som uppstått på grund av vårdslöshet.
Nyckeln till förrådet lämnades på fel ställe och måste hämtas innan klockan åtta.
Tack för ett trevligt möte, vi hörs när alla handlingar är färdiga och påskrivna.""",
    "Finnish": """\
Vuokralaisen on maksettava vuokra viimeistään kuukauden toisena päivänä.
Lähetämme teille ohessa sopimuksen, jonka pyydämme palauttamaan allekirjoitettuna.
Lääkäri määräsi potilaalle uuden lääkkeen ja pyysi häntä tulemaan pian käymään.
Kokous pidetään ensi keskiviikkona yläkerran isossa huoneessa kello yhdeksän.
Yhtiön hyväksymä tilinpäätös on nähtävillä toimistossa heinäkuun loppuun asti.
Hän työskentelee Hämeenlinnassa, mutta käy välillä myös Jyväskylän toimipisteessä.
Mikäli ette hyväksy päätöstä, voitte tehdä siitä valituksen kolmenkymmenen päivän sisällä.
Kiitämme hyvästä yhteistyöstä ja toivotamme teille miellyttävää kesää.""",
    "Norwegian": """\
Leietakeren skal betale husleien innen den første i hver måned til utleierens konto.
Vi har mottatt søknaden din og kommer tilbake med et svar så snart som mulig.
Legen på sykehuset i Tromsø mente at prøvene måtte tas på nytt før påske.
Møtet starter klokken åtte; den som kommer for sent, må vente på gangen.
Ærlig talt forstår jeg ikke hvorfor regningen ble så høy denne gangen.
Dersom kjøperen ikke gjør opp for seg, kan selgeren kreve renter og gebyr.
Nøklene ligger på kontoret ved siden av den røde døra i andre etasje.
Styret ønsker å få på plass en bedre ordning før årsmøtet i september.""",
    "Icelandic": """\
Leigjandi skal greiða húsaleigu fyrsta dag hvers mánaðar inn á reikning leigusala.
Við þökkum fyrir bréfið og munum svara erindinu eins fljótt og auðið er.
Læknirinn á sjúkrahúsinu sagði að niðurstöður úr rannsókninni kæmu á þriðjudaginn.
Fundurinn hefst klukkan níu og allir félagsmenn eru beðnir að mæta stundvíslega.
Það verður að skila öllum gögnum áður en fresturinn rennur út í næstu viku.
Þór fór með bílinn á verkstæði því að hemlarnir voru orðnir lélegir.
Ef þú ert ósammála ákvörðuninni getur þú kært hana innan þriggja mánaða.
Lyklarnir að geymslunni eru hjá húsverðinum sem býr á fjórðu hæð.""",
    "Catalan": """\
L’arrendatari pagarà el lloguer durant els cinc primers dies de cada mes.
Us enviem adjunta la còpia de l’acta que vau sol·licitar la setmana passada.
La reunió començarà a dos quarts de nou i després hi haurà un petit refrigeri.
El metge va dir que l’anàlisi és correcta però que cal repetir-la més endavant.
Això no és possible perquè l’habitació ja està ocupada fins al mes que ve.
Aquesta decisió, segons el jutge, no afecta els drets que tenen els hereus.
Si voleu més informació, podeu trucar-nos o venir a l’oficina del carrer de València.
Moltes gràcies per la vostra col·laboració en l’organització de l’exposició.""",
    "Polish": """\
Najemca zobowiązuje się płacić czynsz z góry do dziesiątego dnia każdego miesiąca.
Prosimy o przesłanie brakujących załączników najpóźniej w przyszły czwartek.
Spółka złożyła już wniosek o przedłużenie terminu, lecz urząd jeszcze nie odpowiedział.
Pani Wójcik źle się poczuła i poszła wcześniej do domu, więc spotkanie odwołano.
Część pieniędzy zwrócimy od razu, a resztę po zakończeniu wszystkich prac.
Lekarz zalecił jej odpoczynek, świeże powietrze i łagodne ćwiczenia trzy razy w tygodniu.
Klucze do piwnicy są u dozorcy, który mieszka na parterze obok sklepu z żywnością.
Dziękujemy za okazaną cierpliwość i liczymy na dalszą owocną współpracę.""",
    "Czech": """\
Nájemce je povinen platit nájemné vždy nejpozději do pátého dne v měsíci.
Zasíláme vám upravený návrh smlouvy a prosíme o jeho rychlé potvrzení.
Lékař jí předepsal silnější léky a doporučil, aby příští týden zůstala doma.
Schůze začíná přesně v devět hodin, účast všech společníků je nezbytná.
Úřad žádost zamítl, protože chyběl ověřený výpis z rejstříku trestů.
Řidič tvrdil, že světla byla zelená, ale svědkyně viděla něco jiného.
Klíče od sklepa visí u dveří vpravo; po použití je prosím vraťte zpět.
Těšíme se na další spolupráci a přejeme vám příjemný zbytek léta.""",
    "Slovak": """\
Nájomca sa zaväzuje platiť nájomné najneskôr do piateho dňa každého mesiaca.
Posielame vám opravenú faktúru a ospravedlňujeme sa za spôsobené ťažkosti.
Lekárka odporučila pacientovi dlhší odpočinok a ľahkú stravu počas celého týždňa.
Schôdza vlastníkov bytov sa koná vo štvrtok večer v spoločenskej miestnosti.
Úrad žiadosť zamietol, pretože k nej nebol priložený znalecký posudok.
Kľúče od pivnice sú u správcu, ktorý býva na prízemí vedľa výťahu.
Ak nesúhlasíte s rozhodnutím, môžete sa proti nemu odvolať do pätnástich dní.
Ďakujeme za vašu trpezlivosť a tešíme sa na ďalšie stretnutie.""",
    "Hungarian": """\
A bérlő köteles a bérleti díjat minden hónap ötödik napjáig megfizetni.
Mellékelten küldjük a szerződés végleges változatát, kérjük, írja alá és küldje vissza.
Az orvos erősebb gyógyszert írt fel, és azt tanácsolta, hogy a beteg pihenjen többet.
A közgyűlés kilenc órakor kezdődik, a késve érkezők a hátsó ajtón jöhetnek be.
A hatóság elutasította a kérelmet, mert hiányzott belőle két fontos igazolás.
Győrből és Pécsről is érkeztek ügyfelek, hogy megnézzék az új bemutatótermet.
A pince kulcsa a házmesternél van, aki a földszinten lakik a bolt fölött.
Köszönjük a türelmét, és reméljük, hogy a jövőben is együtt fogunk működni.""",
    "Croatian": """\
Najmoprimac je dužan plaćati najamninu najkasnije do petog dana u mjesecu.
U prilogu vam šaljemo ispravljeni račun i ispričavamo se zbog učinjene pogreške.
Liječnik je bolesniku preporučio mirovanje, lakšu prehranu i češće šetnje.
Sjednica počinje točno u devet sati, a očekuje se dolazak svih članova društva.
Sud je odbacio tužbu jer je podnesena nakon što je rok već bio istekao.
Ključevi podruma nalaze se kod domara koji živi u prizemlju pokraj trgovine.
Ako se ne slažete s odlukom, možete uložiti žalbu u roku od petnaest dana.
Zahvaljujemo na strpljenju i nadamo se daljnjoj uspješnoj suradnji.""",
    "Slovene": """\
Najemnik je dolžan plačati najemnino najpozneje do petega dne v mesecu.
V prilogi vam pošiljamo popravljen račun in se opravičujemo za neprijetnosti.
Zdravnica je bolniku svetovala več počitka, lažjo hrano in krajše sprehode.
Seja se začne točno ob devetih, zato prosimo vse člane, da pridejo pravočasno.
Urad je vlogo zavrnil, ker ji ni bilo priloženo potrdilo o plačilu takse.
Ključi od kleti so pri hišniku, ki stanuje v pritličju poleg knjižnice.
Če se z odločitvijo ne strinjate, se lahko v petnajstih dneh pritožite.
Zahvaljujemo se za potrpežljivost in želimo še naprej uspešno sodelovanje.""",
    "Romanian": """\
Chiriaşul este obligat să plătească chiria până în ziua a cincea a fiecărei luni.
Vă trimitem alăturat factura corectată şi ne cerem scuze pentru greşeala făcută.
Medicul i-a recomandat pacientului odihnă, mâncare uşoară şi plimbări în aer liber.
Şedinţa începe la ora nouă fix, iar prezenţa tuturor asociaţilor este necesară.
Instanţa a respins cererea, întrucât termenul fusese depăşit cu două săptămâni.
Cheile de la pivniţă se află la administratorul care locuieşte la parter.
Dacă nu sunteţi de acord cu hotărârea, puteţi face contestaţie în treizeci de zile.
Vă mulţumim pentru răbdare şi aşteptăm cu plăcere răspunsul dumneavoastră.""",
    "Estonian": """\
Üürnik on kohustatud maksma üüri hiljemalt iga kuu viiendaks päevaks.
Saadame teile lepingu lõpliku teksti ja palume selle allkirjastatult tagastada.
Arst määras haigele tugevama ravimi ning soovitas tal mõni päev kodus püsida.
Koosolek algab täpselt kell üheksa ja kõigi osanike kohalolek on vajalik.
Amet jättis avalduse rahuldamata, sest puudus tõend riigilõivu tasumise kohta.
Keldri võtmed on majahoidja käes, kes elab esimesel korrusel poe kõrval.
Kui te otsusega ei nõustu, võite selle kolmekümne päeva jooksul vaidlustada.
Täname teid kannatlikkuse eest ja loodame ka edaspidi heale koostööle.""",
    "Latvian": """\
Īrnieks apņemas maksāt īri ne vēlāk kā līdz katra mēneša piektajam datumam.
Pielikumā nosūtām izlabotu rēķinu un atvainojamies par sagādātajām neērtībām.
Ārsts slimniekam ieteica vairāk atpūsties, ēst vieglu ēdienu un staigāt svaigā gaisā.
Sapulce sākas tieši deviņos, tāpēc lūdzam visus biedrus ierasties laikā.
Iestāde iesniegumu noraidīja, jo tam nebija pievienots maksājuma apliecinājums.
Pagraba atslēgas glabājas pie sētnieka, kurš dzīvo pirmajā stāvā blakus veikalam.
Ja jūs nepiekrītat lēmumam, to var pārsūdzēt trīsdesmit dienu laikā.
Pateicamies par jūsu pacietību un ceram uz turpmāku sadarbību.""",
    "Lithuanian": """\
Nuomininkas įsipareigoja mokėti nuomą ne vėliau kaip iki kiekvieno mėnesio penktos dienos.
Siunčiame jums pataisytą sąskaitą ir atsiprašome už padarytą klaidą.
Gydytojas ligoniui patarė daugiau ilsėtis, valgyti lengvą maistą ir dažniau vaikščioti.
Susirinkimas prasideda lygiai devintą valandą, todėl prašome nevėluoti.
Įstaiga prašymą atmetė, nes prie jo nebuvo pridėta mokėjimo kvito kopija.
Rūsio raktus turi sargas, gyvenantis pirmame aukšte šalia parduotuvės.
Jeigu nesutinkate su šiuo sprendimu, galite jį apskųsti per trisdešimt dienų.
Dėkojame už kantrybę ir tikimės, kad mūsų bendradarbiavimas bus sėkmingas.""",
    "Turkish": """\
Kiracı, kira bedelini her ayın en geç beşinci gününe kadar ödemekle yükümlüdür.
Düzeltilmiş faturayı ekte gönderiyor, yaşanan aksaklık için özür diliyoruz.
Doktor hastaya bol bol dinlenmesini, hafif yemekler yemesini ve yürüyüş yapmasını önerdi.
Toplantı tam dokuzda başlayacak; bütün ortakların katılması gerekiyor.
Mahkeme, süresi geçtiği için şirketin başvurusunu geçen hafta reddetti.
Bodrumun anahtarı, giriş katında dükkânın yanında oturan kapıcıdadır.
Karara katılmıyorsanız otuz gün içinde itiraz etme hakkınız vardır.
Gösterdiğiniz sabır için teşekkür eder, iyi çalışmalar dileriz.""",
    "Vietnamese": """\
Bên thuê nhà phải trả tiền thuê chậm nhất vào ngày mồng năm mỗi tháng.
Chúng tôi gửi kèm theo đây hóa đơn đã sửa và xin lỗi vì sự bất tiện này.
Bác sĩ khuyên bệnh nhân nên nghỉ ngơi nhiều hơn và ăn những món dễ tiêu.
Cuộc họp bắt đầu đúng chín giờ, đề nghị tất cả các thành viên có mặt đầy đủ.
Cơ quan đã từ chối đơn xin vì thiếu giấy chứng nhận nộp lệ phí.
Chìa khóa tầng hầm do người bảo vệ giữ, ông ấy sống ở tầng trệt cạnh cửa hàng.
Nếu không đồng ý với quyết định, ông bà có thể khiếu nại trong vòng ba mươi ngày.
Xin cảm ơn sự kiên nhẫn của quý khách và mong được tiếp tục hợp tác.""",
    "Greek": """\
Ο μισθωτής οφείλει να καταβάλλει το ενοίκιο το αργότερο έως την πέμπτη ημέρα κάθε μήνα.
Σας στέλνουμε συνημμένα το διορθωμένο τιμολόγιο και ζητούμε συγγνώμη για το λάθος.
Ο γιατρός συνέστησε στον ασθενή ξεκούραση, ελαφριά τροφή και συχνούς περιπάτους.
Η συνεδρίαση αρχίζει ακριβώς στις εννέα και η παρουσία όλων των μελών είναι απαραίτητη.
Η υπηρεσία απέρριψε την αίτηση, επειδή έλειπε η απόδειξη πληρωμής του τέλους.
Τα κλειδιά του υπογείου βρίσκονται στον θυρωρό, που μένει στο ισόγειο.
Αν διαφωνείτε με την απόφαση, μπορείτε να ασκήσετε έφεση μέσα σε τριάντα ημέρες.
Ευχαριστούμε για την υπομονή σας και ελπίζουμε σε καλή συνεργασία.""",
    "Russian": """\
Арендатор обязуется вносить арендную плату не позднее пятого числа каждого месяца.
Направляем вам исправленный счёт и приносим извинения за допущенную ошибку.
Врач посоветовал больному больше отдыхать, есть лёгкую пищу и чаще гулять на воздухе.
Собрание начнётся ровно в девять часов, просим всех участников не опаздывать.
Суд отклонил ходатайство, поскольку срок его подачи давно истёк.
Ключи от подвала находятся у дворника, который живёт на первом этаже рядом с магазином.
Если вы не согласны с решением, его можно обжаловать в течение тридцати дней.
Благодарим за терпение и надеемся на дальнейшее плодотворное сотрудничество.""",
    "Ukrainian": """\
Орендар зобов'язується сплачувати орендну плату не пізніше п'ятого числа кожного місяця.
Надсилаємо вам виправлений рахунок і просимо вибачення за прикру помилку.
Лікар порадив хворому більше відпочивати, їсти легку їжу й частіше гуляти.
Збори розпочнуться рівно о дев'ятій годині, просимо всіх учасників не спізнюватися.
Суд відхилив клопотання, оскільки строк його подання вже давно минув.
Ключі від підвалу зберігаються у двірника, який мешкає на першому поверсі біля крамниці.
Якщо ви не згодні з рішенням, його можна оскаржити протягом тридцяти днів.
Дякуємо за терпіння та сподіваємося на подальшу плідну співпрацю.""",
    "Bulgarian": """\
Наемателят се задължава да плаща наема най-късно до пето число на всеки месец.
Изпращаме ви поправената фактура и се извиняваме за допуснатата грешка.
Лекарят посъветва болния да почива повече, да яде лека храна и да се разхожда.
Събранието започва точно в девет часа, молим всички членове да не закъсняват.
Съдът отхвърли молбата, тъй като срокът за подаването ѝ беше изтекъл.
Ключовете за мазето са при портиера, който живее на партера до магазина.
Ако не сте съгласни с решението, можете да го обжалвате в срок от тридесет дни.
Благодарим ви за търпението и се надяваме на още по-добро сътрудничество.""",
    "Serbian": """\
Закупац је дужан да плаћа закупнину најкасније до петог дана у месецу.
У прилогу вам шаљемо исправљен рачун и извињавамо се због учињене грешке.
Лекар је болеснику саветовао више одмора, лаку храну и чешће шетње.
Седница почиње тачно у девет часова, па молимо све чланове да не касне.
Суд је одбацио тужбу јер је поднета пошто је рок већ био истекао.
Кључеви од подрума су код домара који живи у приземљу поред продавнице.
Ако се не слажете са одлуком, можете уложити жалбу у року од петнаест дана.
Захваљујемо на стрпљењу и надамо се даљој успешној сарадњи.""",
    "Hebrew": """\
השוכר מתחייב לשלם את דמי השכירות לא יאוחר מהיום החמישי בכל חודש.
אנו שולחים לכם בזאת את החשבונית המתוקנת ומתנצלים על הטעות שנעשתה.
הרופא המליץ לחולה לנוח יותר, לאכול אוכל קל ולצאת לטיולים קצרים.
הישיבה תתחיל בדיוק בשעה תשע, וכל החברים מתבקשים להגיע בזמן.
בית המשפט דחה את הבקשה משום שהמועד להגשתה כבר חלף.
המפתחות של המרתף נמצאים אצל השרת, שגר בקומת הקרקע ליד החנות.
אם אינכם מסכימים להחלטה, תוכלו לערער עליה בתוך שלושים יום.
תודה על הסבלנות, ואנו מקווים להמשך שיתוף פעולה פורה.""",
    "Arabic": """\
يلتزم المستأجر بدفع الإيجار في موعد أقصاه اليوم الخامس من كل شهر.
نرسل إليكم الفاتورة المصححة ونعتذر عن الخطأ الذي وقع في المرة السابقة.
نصح الطبيب المريض بأن يستريح أكثر وأن يأكل طعاما خفيفا ويمشي كل صباح.
يبدأ الاجتماع في الساعة التاسعة تماما، ونرجو من جميع الأعضاء عدم التأخر.
رفضت المحكمة الطلب لأن المدة المحددة لتقديمه كانت قد انتهت.
مفاتيح القبو موجودة عند الحارس الذي يسكن في الطابق الأرضي بجانب المتجر.
إذا كنتم لا توافقون على القرار فيمكنكم الاعتراض عليه خلال ثلاثين يوما.
نشكركم على صبركم ونأمل أن يستمر التعاون بيننا في المستقبل.""",
    "Thai": """\
ผู้เช่าต้องชำระค่าเช่าไม่เกินวันที่ห้าของทุกเดือนโดยโอนเข้าบัญชีของเจ้าของบ้าน
เราได้แนบใบแจ้งหนี้ที่แก้ไขแล้วมาด้วย และขออภัยในความผิดพลาดที่เกิดขึ้น
แพทย์แนะนำให้ผู้ป่วยพักผ่อนมากขึ้น กินอาหารอ่อน และเดินออกกำลังกายทุกเช้า
การประชุมจะเริ่มเวลาเก้าโมงตรง ขอให้สมาชิกทุกคนมาให้ตรงเวลา
ศาลยกคำร้องเพราะยื่นเกินกำหนดเวลาไปแล้วหลายวัน
กุญแจห้องใต้ดินอยู่กับคนดูแลอาคารซึ่งพักอยู่ชั้นล่างติดกับร้านค้า
หากท่านไม่เห็นด้วยกับคำตัดสิน ท่านสามารถอุทธรณ์ได้ภายในสามสิบวัน
ขอขอบคุณที่อดทนรอ และหวังว่าจะได้ร่วมงานกันต่อไป""",
    "Japanese": """\
賃借人は毎月五日までに家賃を貸主の口座へ振り込まなければならない。
訂正した請求書を同封いたします。ご迷惑をおかけして申し訳ございません。
医師は患者に、十分な休養をとり、消化のよい食事をするように勧めました。
会議は午前九時ちょうどに始まりますので、委員の皆様は遅れないようお願いします。
裁判所は、期限を過ぎているとして申し立てを退けた。
地下室の鍵は、一階の店のとなりに住んでいる管理人のササキさんが預かっています。
決定に不服がある場合は、三十日以内に異議を申し立てることができます。
お待ちいただきありがとうございました。今後ともよろしくお願いいたします。
コピー機の修理は来週の火曜日になりますが、プリンターは今日から使えます。""",
    "Chinese, simplified": """\
承租人应当在每月五日之前把房租汇到房东指定的账户。
现随信寄上更正后的发票，对此前的差错我们深表歉意。
医生建议病人多休息，饮食要清淡，每天早晨出去散散步。
会议上午九点准时开始，请各位委员不要迟到。
法院认为申请已经超过期限，因此驳回了他的请求。
地下室的钥匙在管理员那里，他住在一楼商店的旁边。
如果您不同意这个决定，可以在三十天之内提出申诉。
感谢您的耐心等待，希望我们今后能够继续合作。
打印机下星期二才能修好，请大家先用三楼办公室里的那一台。""",
    "Chinese, traditional": """\
承租人應當在每月五日之前把房租匯到房東指定的帳戶。
現隨信寄上更正後的發票，對此前的差錯我們深表歉意。
醫生建議病人多休息，飲食要清淡，每天早晨出去散散步。
會議上午九點準時開始，請各位委員不要遲到。
法院認為申請已經超過期限，因此駁回了他的請求。
地下室的鑰匙在管理員那裡，他住在一樓商店的旁邊。
如果您不同意這個決定，可以在三十天之內提出申訴。
感謝您的耐心等待，希望我們今後能夠繼續合作。
印表機下星期二才能修好，請大家先用三樓辦公室裡的那一臺。""",
    "Korean": """\
임차인은 매달 오일까지 집주인의 계좌로 월세를 보내야 합니다.
수정한 청구서를 함께 보내 드리며 불편을 드려 죄송합니다.
의사는 환자에게 충분히 쉬고 소화가 잘되는 음식을 먹으라고 권했습니다.
회의는 오전 아홉 시에 시작하니 위원 여러분은 늦지 않게 와 주시기 바랍니다.
법원은 기한이 이미 지났다는 이유로 신청을 받아들이지 않았다.
지하실 열쇠는 일층 가게 옆에 사는 관리인이 가지고 있습니다.
결정에 동의하지 않으시면 삼십 일 안에 이의를 제기할 수 있습니다.
기다려 주셔서 감사드리며 앞으로도 좋은 협력을 기대합니다.""",
}

_WESTERN = "cp1252 iso8859_1 iso8859_9 iso8859_15 mac_roman cp437 cp850 cp858"
_CENTRAL = "cp1250 iso8859_2 cp852 mac_latin2 iso8859_16"
_BALTIC = "cp1257 iso8859_13 iso8859_4 cp775"
_CYRILLIC = "cp1251 iso8859_5 koi8_r koi8_u mac_cyrillic cp866 cp855 cp1125"
ENCODINGS = {
    **dict.fromkeys(
        [
            "German",
            "French",
            "Spanish",
            "Portuguese",
            "Italian",
            "Dutch",
            "Danish",
            "Swedish",
            "Finnish",
            "Norwegian",
            "Icelandic",
            "Catalan",
        ],
        _WESTERN,
    ),
    **dict.fromkeys(
        ["Polish", "Czech", "Slovak", "Hungarian", "Croatian", "Slovene", "Romanian"], _CENTRAL
    ),
    **dict.fromkeys(["Estonian", "Latvian", "Lithuanian"], _BALTIC),
    **dict.fromkeys(["Russian", "Ukrainian", "Bulgarian", "Serbian"], _CYRILLIC),
    "Turkish": "cp1254 iso8859_9 cp857 mac_turkish",
    "Vietnamese": "cp1258",
    "Greek": "cp1253 iso8859_7 mac_greek cp737 cp869",
    "Hebrew": "cp1255 iso8859_8 cp862",
    "Arabic": "cp1256 iso8859_6 mac_arabic cp720",
    "Thai": "cp874 tis_620 iso8859_11",
    "Japanese": "shift_jis cp932 euc_jp iso2022_jp",
    "Chinese, simplified": "gb2312 gbk gb18030",
    "Chinese, traditional": "big5 cp950 big5hkscs",
    "Korean": "euc_kr cp949 iso2022_kr",
}
"""Legacy encodings that texts in a language are found in, separated by spaces."""

_ASCII_FORMS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-"})
_VIETNAMESE_TONES = "\u0300\u0301\u0303\u0309\u0323"


def sample(language: str, size: int, turn: int = 0) -> str:
    """Return ``size`` characters in a language.

    Args:
        turn: Another one begins with another sentence and goes on in another order.
    """
    sentences = TEXTS[language].split("\n")
    steps = [step for step in (1, 3, 5, 7) if len(sentences) % step or step == 1]
    pieces, length = [], 0
    for number in itertools.count():
        step = steps[(turn + number // len(sentences)) % len(steps)]
        pieces.append(sentences[(turn + number * step) % len(sentences)])
        length += len(pieces[-1]) + 1
        if length >= size:
            return "\n".join(pieces)[:size]


def encoded(text: str, encoding: str) -> bytes | None:
    """Return a text as programs wrote it in an encoding, or None if it has no such letters.

    Quotation marks and dashes an encoding lacks become those of ASCII; Windows-1258 writes
    Vietnamese tones apart.
    """
    if encoding == "cp1258":
        text = _tones_apart(text)
    for form in (text, text.translate(_ASCII_FORMS)):
        try:
            return form.encode(encoding)
        except UnicodeEncodeError:
            continue
    return None


def _tones_apart(text: str) -> str:
    pieces = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tones = "".join(part for part in parts if part in _VIETNAMESE_TONES)
        base = "".join(part for part in parts if part not in _VIETNAMESE_TONES)
        pieces.append(unicodedata.normalize("NFC", base) + tones)
    return "".join(pieces)
