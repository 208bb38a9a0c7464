"""Words that say nothing about what a text is about, in the languages most folders are written in.

English ones are those that queries do without. The others are the closed classes (articles,
pronouns, prepositions, conjunctions, auxiliary verbs) of German, French, Spanish, Italian,
Portuguese and Dutch, without those that are things in English ("car", "door").
"""

from __future__ import annotations

from desktop_app.documents.text.words import STOP_WORDS, fold

_GERMAN = """
    aber alle allem allen aller alles als also am an ander andere anderen anderer anderes auch
    auf aus bei beim bis bist da dabei dadurch dafür damit dann daran darauf daraus darin das
    dass daß dein deine dem den denen denn der deren des dessen die dies diese diesem diesen
    dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas euch euer für
    gegen gewesen hab habe haben hat hatte hatten hier hinter ich ihm ihn ihnen ihr ihre ihrem
    ihren ihrer im in ins ist ja jede jedem jeden jeder jedes jene kann kein keine keinem keinen
    keiner können könnte machen manche mehr mein meine mit muss müssen nach nicht nichts noch
    nun nur ob oder ohne sehr sein seine seinem seinen seiner seit sich sie sind so solche soll
    sollen sollte sondern sonst sowie über um und uns unser unsere unter viel vom von vor wann
    wäre warum was weil welche welchem welchen welcher wenn wer werde werden wie wieder will wir
    wird wo wurde wurden würde zu zum zur zwar zwischen
"""
_FRENCH = """
    afin ainsi alors après au aucun aucune aussi autre autres aux avant avec avez avoir avons ce
    ceci cela celle celles celui ces cet cette ceux chaque chez comme dans de depuis des donc
    dont du elle elles en encore entre est et étaient était été être eu eux fait faire fut il
    ils je jusque la le les leur leurs lors lorsque lui mais même mes moins mon ne ni nos notre
    nous ont ou où par parce pas pendant peu peut plus pour pourquoi puis quand que quel quelle
    quelles quels qui sa sans se sera seront ses si soit son sont sous sur ta te tes toi ton
    tous tout toute toutes très tu un une vers vos votre vous
"""
_SPANISH = """
    al algo algunas algunos ante antes así aunque bajo cada como con contra cual cuales cuando
    de del desde donde dos durante él el ella ellas ellos en entre eran es esa esas ese eso esos
    esta está están estas este esto estos fue fueron ha había han hasta hay la las le les lo los
    más me mi mientras mis muy nada ni no nos nosotros nuestra nuestro o otra otras otro otros
    para pero poco por porque puede pueden pues que qué quien quienes se sea según ser será si
    sí sido sin sobre son su sus también tanto te tiene tienen todo todos tras tu un una uno
    unos y ya yo
"""
_ITALIAN = """
    agli ai alla alle allo anche ancora avere c che chi ci coi col come con cui da dagli dai dal
    dalla dalle dallo degli dei del dell della delle dello di dopo e ed egli erano essere fra
    già gli ha hanno i il in io l la le lei li lo loro lui ma mi mia mio ne negli nei nel nell
    nella nelle nello noi non nostra nostro o ogni oltre per perché più poi prima può quale
    quali quando quanto quella quelle quelli quello questa queste questi questo qui se sé sia
    sono sopra sotto sua sue sugli sui sul sulla sulle sullo suo suoi tra tutta tutte tutti
    tutto un una uno vi voi
"""
_PORTUGUESE = """
    ainda ao aos às até cada com como da das de dela dele deles depois do dos e é ela elas ele
    eles em entre essa esse esta está estão este eu foi foram há isso isto já lhe mais mas mesmo
    muito na nas não nem no nos nós nossa nosso num numa o os ou outra outro para pela pelas
    pelo pelos por qual quando que quem se sem ser será seu seus só sob sobre são sua suas
    também tem têm ter um uma você
"""
_DUTCH = """
    aan al alle als bij binnen daar dan dat de deze die dit doch doen een en er geen haar had
    heb hebben heeft hem het hier hij hun ik in is je kan kunnen maar me meer men met mijn moet
    moeten na naar niet nog nu of om omdat onder ons onze ook op over reeds te tegen ten ter
    toch toen tot tussen u uit uw van veel voor waar wanneer waren was wat werd werden wie wij
    wordt worden ze zich zij zijn zo zonder zou zullen
"""
_NOT_ENGLISH = (_GERMAN, _FRENCH, _SPANISH, _ITALIAN, _PORTUGUESE, _DUTCH)

FUNCTION_WORDS = STOP_WORDS | {fold(word) for words in _NOT_ENGLISH for word in words.split()}
"""Folded (``documents.text.words.fold``), not stemmed."""
