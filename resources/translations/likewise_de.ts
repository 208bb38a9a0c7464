<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Likewise</source>
        <translation>Über Likewise</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>Finds documents that say the same thing, on this computer. Free software under the Apache License 2.0. It sends nothing anywhere and has no telemetry.</source>
        <translation>Findet Dokumente, die dasselbe sagen, auf diesem Computer. Freie Software unter der Apache-Lizenz 2.0. Sie sendet nichts und enthält keine Telemetrie.</translation>
    </message>
    <message>
        <source>It is made with:</source>
        <translation>Enthaltene Bestandteile:</translation>
    </message>
    <message>
        <source>Components and their licences</source>
        <translation>Bestandteile und ihre Lizenzen</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Bestandteil</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird zusammengestellt …</translation>
    </message>
    <message>
        <source>Licence texts</source>
        <translation>Lizenztexte</translation>
    </message>
</context>
<context>
    <name>AlignedView</name>
    <message>
        <source>Both texts side by side</source>
        <translation>Beide Texte nebeneinander</translation>
    </message>
    <message numerus="yes">
        <source>%Ln paragraph(s) the same – click to show</source>
        <translation>
            <numerusform>%Ln Absatz gleich – klicken zum Anzeigen</numerusform>
            <numerusform>%Ln Absätze gleich – klicken zum Anzeigen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Amounts</name>
    <message>
        <source>less than %1</source>
        <translation>weniger als %1</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
</context>
<context>
    <name>ClosestModel</name>
    <message>
        <source>found by both</source>
        <translation>von beiden gefunden</translation>
    </message>
    <message>
        <source>found by one only</source>
        <translation>nur von einem gefunden</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Not alike</source>
        <translation>Nicht ähnlich</translation>
    </message>
    <message>
        <source>The same file, byte by byte</source>
        <translation>Dieselbe Datei, Byte für Byte</translation>
    </message>
    <message>
        <source>The same text</source>
        <translation>Derselbe Text</translation>
    </message>
    <message>
        <source>Nearly the same text</source>
        <translation>Fast derselbe Text</translation>
    </message>
    <message>
        <source>The left one contains the right one</source>
        <translation>Das linke enthält das rechte</translation>
    </message>
    <message>
        <source>The right one contains the left one</source>
        <translation>Das rechte enthält das linke</translation>
    </message>
    <message>
        <source>Same template, other details</source>
        <translation>Gleiche Vorlage, andere Angaben</translation>
    </message>
    <message>
        <source>Possibly the same: a poor scan</source>
        <translation>Möglicherweise dasselbe: ein schlechter Scan</translation>
    </message>
    <message>
        <source>Of the same topic</source>
        <translation>Vom selben Thema</translation>
    </message>
    <message>
        <source>different: %1</source>
        <translation>unterschiedlich: %1</translation>
    </message>
    <message>
        <source>headers or footers differ</source>
        <translation>Kopf- oder Fußzeilen weichen ab</translation>
    </message>
    <message>
        <source>only spelling, punctuation or ways of writing differ</source>
        <translation>nur Rechtschreibung, Zeichensetzung oder Schreibweisen weichen ab</translation>
    </message>
    <message>
        <source>Amounts</source>
        <translation>Beträge</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>Datumsangaben</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>Struck out</source>
        <translation>Durchgestrichen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Wording</source>
        <translation>Wortlaut</translation>
    </message>
    <message>
        <source>Only left</source>
        <translation>Nur links</translation>
    </message>
    <message>
        <source>Only right</source>
        <translation>Nur rechts</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Verschoben</translation>
    </message>
    <message>
        <source>Perhaps misread</source>
        <translation>Evtl. falsch erkannt</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Kopfzeilen</translation>
    </message>
    <message>
        <source>Small things</source>
        <translation>Kleinigkeiten</translation>
    </message>
    <message>
        <source>Spelling, punctuation, the same value written in another way, text that recurs in the folder</source>
        <translation>Rechtschreibung, Zeichensetzung, derselbe Wert anders geschrieben, Text, der im Ordner wiederkehrt</translation>
    </message>
    <message>
        <source>Struck out in one text and not in the other</source>
        <translation>In einem Text durchgestrichen, im anderen nicht</translation>
    </message>
    <message>
        <source>The same value in another column of a table</source>
        <translation>Derselbe Wert in einer anderen Spalte einer Tabelle</translation>
    </message>
    <message>
        <source>Words that text recognition has likely got wrong in one of the two</source>
        <translation>Wörter, die die Texterkennung in einem der beiden wohl falsch gelesen hat</translation>
    </message>
    <message>
        <source>(nothing here)</source>
        <translation>(hier nichts)</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>Seite %1</translation>
    </message>
    <message>
        <source>pages %1 and %2</source>
        <translation>Seiten %1 und %2</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>One of the two has no text</source>
        <translation>Eines der beiden hat keinen Text</translation>
    </message>
    <message>
        <source>Same text</source>
        <translation>Gleicher Text</translation>
    </message>
    <message>
        <source>One text is within the other</source>
        <translation>Ein Text steht ganz im anderen</translation>
    </message>
    <message>
        <source>Mostly the same text</source>
        <translation>Größtenteils derselbe Text</translation>
    </message>
    <message>
        <source>Partly the same text</source>
        <translation>Teilweise derselbe Text</translation>
    </message>
    <message>
        <source>Little in common</source>
        <translation>Wenig gemeinsam</translation>
    </message>
    <message>
        <source>Nothing in common</source>
        <translation>Nichts gemeinsam</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
</context>
<context>
    <name>CompareController</name>
    <message>
        <source>comparing two documents</source>
        <translation>Vergleich zweier Dokumente</translation>
    </message>
</context>
<context>
    <name>CompareHeader</name>
    <message>
        <source>Only differences</source>
        <translation>Nur Unterschiede</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Show the differences as a list</source>
        <translation>Die Unterschiede als Liste zeigen</translation>
    </message>
    <message>
        <source>Difference before</source>
        <translation>Voriger Unterschied</translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation>Nächster Unterschied</translation>
    </message>
    <message>
        <source>Copy both passages</source>
        <translation>Beide Stellen kopieren</translation>
    </message>
    <message>
        <source>The beginning is shown; the rest is being compared…</source>
        <translation>Der Anfang ist zu sehen; der Rest wird noch verglichen …</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln difference(s)</source>
        <translation>
            <numerusform>%Ln Unterschied</numerusform>
            <numerusform>%Ln Unterschiede</numerusform>
        </translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>Was sich unterscheidet</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to where you came from (Esc)</source>
        <translation>Zurück, woher Sie kamen (Esc)</translation>
    </message>
    <message>
        <source>Exchange sides</source>
        <translation>Seiten tauschen</translation>
    </message>
</context>
<context>
    <name>ComparePane</name>
    <message>
        <source>Two documents compared</source>
        <translation>Zwei Dokumente im Vergleich</translation>
    </message>
    <message>
        <source>Nothing to compare</source>
        <translation>Nichts zu vergleichen</translation>
    </message>
    <message>
        <source>Choose “Compare with…” in the menu of a document.</source>
        <translation>Wählen Sie im Menü eines Dokuments „Vergleichen mit …“.</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Vergleiche …</translation>
    </message>
    <message>
        <source>Neither of the two has any text.</source>
        <translation>Keines der beiden hat Text.</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>&amp;Copy both passages</source>
        <translation>Beide Stellen &amp;kopieren</translation>
    </message>
</context>
<context>
    <name>ComparePicker</name>
    <message>
        <source>Compare with…</source>
        <translation>Vergleichen mit …</translation>
    </message>
    <message>
        <source>Compare %1 with:</source>
        <translation>%1 vergleichen mit:</translation>
    </message>
    <message>
        <source>Part of a name or folder</source>
        <translation>Teil eines Namens oder Ordners</translation>
    </message>
    <message>
        <source>No document fits.</source>
        <translation>Kein Dokument passt.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Documents to compare with</source>
        <translation>Dokumente zum Vergleichen</translation>
    </message>
</context>
<context>
    <name>ComparisonChoice</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>None: then titles and first sentences of documents are asked for.</source>
        <translation>Keine: dann wird nach Titeln und ersten Sätzen von Dokumenten gefragt.</translation>
    </message>
    <message>
        <source>Take what I searched for</source>
        <translation>Meine Suchen übernehmen</translation>
    </message>
    <message>
        <source>&amp;Models</source>
        <translation>&amp;Modelle</translation>
    </message>
    <message>
        <source>Your &amp;questions, one a line</source>
        <translation>Ihre &amp;Fragen, eine je Zeile</translation>
    </message>
    <message>
        <source>&amp;Documents to read, at most</source>
        <translation>&amp;Dokumente, die höchstens gelesen werden</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>auf diesem Computer</translation>
    </message>
    <message>
        <source>needs your yes first: Settings, Models</source>
        <translation>braucht erst Ihr Ja: Einstellungen, Modelle</translation>
    </message>
    <message>
        <source>not fetched yet</source>
        <translation>noch nicht geholt</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
</context>
<context>
    <name>ComparisonDialog</name>
    <message>
        <source>Compare models</source>
        <translation>Modelle vergleichen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>Tabelle kopieren</translation>
    </message>
    <message>
        <source>Save as a table…</source>
        <translation>Als Tabelle sichern…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Looking which models there are…</source>
        <translation>Es wird nachgesehen, welche Modelle da sind…</translation>
    </message>
    <message>
        <source>Compare models on your own documents</source>
        <translation>Modelle an Ihren eigenen Dokumenten vergleichen</translation>
    </message>
    <message>
        <source>Some documents of this folder are read, and your questions asked of each model. The index stays as it is.</source>
        <translation>Einige Dokumente dieses Ordners werden gelesen und Ihre Fragen jedem Modell gestellt. Der Index bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Choose a second model; more can be had in the settings, under Models.</source>
        <translation>Wählen Sie ein zweites Modell; weitere gibt es in den Einstellungen unter „Modelle“.</translation>
    </message>
    <message>
        <source>The model in use cannot be compared just now; the list says why.</source>
        <translation>Das Modell in Gebrauch lässt sich gerade nicht vergleichen; die Liste sagt, warum.</translation>
    </message>
    <message>
        <source>Reading documents…</source>
        <translation>Dokumente werden gelesen…</translation>
    </message>
    <message>
        <source>Send this for the comparison?</source>
        <translation>Dies für den Vergleich senden?</translation>
    </message>
    <message>
        <source>Nothing was sent so far.</source>
        <translation>Bisher wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Send and compare</source>
        <translation>Senden und vergleichen</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Vergleich läuft…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s) read</source>
        <translation>
            <numerusform>%Ln Dokument gelesen</numerusform>
            <numerusform>%Ln Dokumente gelesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln question(s) asked</source>
        <translation>
            <numerusform>%Ln Frage gestellt</numerusform>
            <numerusform>%Ln Fragen gestellt</numerusform>
        </translation>
    </message>
    <message>
        <source>Models compared</source>
        <translation>Modelle im Vergleich</translation>
    </message>
    <message>
        <source>%1 of %2 passages, %3</source>
        <translation>%1 von %2 Abschnitten, %3</translation>
    </message>
    <message>
        <source>%1 of %2 documents</source>
        <translation>%1 von %2 Dokumenten</translation>
    </message>
    <message numerus="yes">
        <source>To %1 for %2: about %3 characters (about %4 tokens) of %Ln document(s) and the questions.</source>
        <translation>
            <numerusform>An %1 für %2: etwa %3 Zeichen (etwa %4 Token) aus %Ln Dokument und die Fragen.</numerusform>
            <numerusform>An %1 für %2: etwa %3 Zeichen (etwa %4 Token) aus %Ln Dokumenten und die Fragen.</numerusform>
        </translation>
    </message>
    <message>
        <source>What that costs is not known here.</source>
        <translation>Was das kostet, ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>That costs %1.</source>
        <translation>Das kostet %1.</translation>
    </message>
    <message>
        <source>The table is copied.</source>
        <translation>Die Tabelle ist kopiert.</translation>
    </message>
    <message>
        <source>Save the comparison</source>
        <translation>Vergleich sichern</translation>
    </message>
    <message>
        <source>Table for a spreadsheet (*.csv)</source>
        <translation>Tabelle für die Tabellenkalkulation (*.csv)</translation>
    </message>
    <message>
        <source>Saved in “%1”.</source>
        <translation>In „%1“ gesichert.</translation>
    </message>
    <message>
        <source>comparing models</source>
        <translation>Vergleich von Modellen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>ComparisonModel</name>
    <message>
        <source>this computer</source>
        <translation>diesem Computer</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln Token</numerusform>
            <numerusform>%Ln Token</numerusform>
        </translation>
    </message>
    <message>
        <source>the one in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Läuft auf</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>Dimensionen</translation>
    </message>
    <message>
        <source>Documents a second</source>
        <translation>Dokumente je Sekunde</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Same among ten</source>
        <translation>Gleiche unter zehn</translation>
    </message>
</context>
<context>
    <name>ComparisonResult</name>
    <message>
        <source>Models compared</source>
        <translation>Modelle im Vergleich</translation>
    </message>
    <message>
        <source>“Same among ten” is how many of the ten closest documents are those of the model in use, too. It tells how much answers would change, not which model is right: look at the documents.</source>
        <translation>„Gleiche unter zehn“ sagt, wie viele der zehn nächsten Dokumente auch das Modell in Gebrauch findet. Das zeigt, wie sehr sich Antworten ändern würden, nicht, welches Modell recht hat: Sehen Sie sich die Dokumente an.</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>Gleiche</translation>
    </message>
    <message>
        <source>Model at the right</source>
        <translation>Modell rechts</translation>
    </message>
    <message>
        <source>%1, in use</source>
        <translation>%1, in Gebrauch</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>ConsentDialog</name>
    <message>
        <source>A model at a provider</source>
        <translation>Ein Modell bei einem Anbieter</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Set the &amp;key…</source>
        <translation>&amp;Schlüssel eingeben …</translation>
    </message>
    <message>
        <source>Passages and titles of the documents are sent: now, whenever documents change, and each question you ask this folder. Vectors made of a text can give most of it away.</source>
        <translation>Gesendet werden Textstellen und Titel der Dokumente: jetzt, sooft sich Dokumente ändern, und jede Frage, die Sie an diesen Ordner stellen. Aus den Vektoren eines Textes lässt sich das meiste davon zurückgewinnen.</translation>
    </message>
    <message>
        <source>&amp;Take it back</source>
        <translation>&amp;Zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Send nothing</source>
        <translation>&amp;Nichts senden</translation>
    </message>
    <message>
        <source>Send and &amp;index</source>
        <translation>Senden und &amp;indexieren</translation>
    </message>
    <message>
        <source>Looking what would be sent. Nothing is sent for that.</source>
        <translation>Es wird nachgesehen, was gesendet würde. Dafür wird nichts gesendet.</translation>
    </message>
    <message>
        <source>%1 is asked to answer one word…</source>
        <translation>%1 soll ein Wort beantworten …</translation>
    </message>
    <message>
        <source>Send the texts of “%1” to %2?</source>
        <translation>Die Texte von „%1“ an %2 senden?</translation>
    </message>
    <message>
        <source>You said yes to this on %1.</source>
        <translation>Am %1 haben Sie dem zugestimmt.</translation>
    </message>
    <message>
        <source>Without a key nothing can be sent.</source>
        <translation>Ohne Schlüssel kann nichts gesendet werden.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>%1, runs at %2</source>
        <translation>%1, läuft bei %2</translation>
    </message>
    <message>
        <source>%1, vectors of %3 numbers, runs at %2</source>
        <translation>%1, Vektoren aus %3 Zahlen, läuft bei %2</translation>
    </message>
    <message>
        <source>Nothing that is not there already; only what changes, and questions.</source>
        <translation>Nichts, was nicht schon dort war; nur was sich ändert, und Fragen.</translation>
    </message>
    <message numerus="yes">
        <source>About %1 characters of about %Ln document(s), about %2 tokens</source>
        <translation>
            <numerusform>Etwa %1 Zeichen aus etwa %Ln Dokument, etwa %2 Token</numerusform>
            <numerusform>Etwa %1 Zeichen aus etwa %Ln Dokumenten, etwa %2 Token</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 characters of %Ln document(s), about %2 tokens</source>
        <translation>
            <numerusform>%1 Zeichen aus %Ln Dokument, etwa %2 Token</numerusform>
            <numerusform>%1 Zeichen aus %Ln Dokumenten, etwa %2 Token</numerusform>
        </translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Kept there</source>
        <translation>Dort aufbewahrt</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Not known here</source>
        <translation>Hier nicht bekannt</translation>
    </message>
    <message>
        <source>%1 (%2 for a million tokens)</source>
        <translation>%1 (%2 für eine Million Token)</translation>
    </message>
</context>
<context>
    <name>CostWords</name>
    <message>
        <source>Texts sent in this run: %1.</source>
        <translation>In diesem Lauf gesendete Texte: %1.</translation>
    </message>
    <message>
        <source>Tokens used in this run: %1.</source>
        <translation>In diesem Lauf verbrauchte Tokens: %1.</translation>
    </message>
    <message>
        <source>This run cost %1 for %2 tokens.</source>
        <translation>Dieser Lauf kostete %1 für %2 Tokens.</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%Ln document(s)</source>
        <translation>
            <numerusform>%Ln Dokument</numerusform>
            <numerusform>%Ln Dokumente</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln group(s)</source>
        <translation>
            <numerusform>%Ln Gruppe</numerusform>
            <numerusform>%Ln Gruppen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CountedDifferences</name>
    <message numerus="yes">
        <source>%Ln amount(s)</source>
        <translation>
            <numerusform>%Ln Betrag</numerusform>
            <numerusform>%Ln Beträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln number(s)</source>
        <translation>
            <numerusform>%Ln Zahl</numerusform>
            <numerusform>%Ln Zahlen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln date(s)</source>
        <translation>
            <numerusform>%Ln Datumsangabe</numerusform>
            <numerusform>%Ln Datumsangaben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln name(s)</source>
        <translation>
            <numerusform>%Ln Name</numerusform>
            <numerusform>%Ln Namen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln passage(s) struck out in one</source>
        <translation>
            <numerusform>%Ln Stelle in einem durchgestrichen</numerusform>
            <numerusform>%Ln Stellen in einem durchgestrichen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln value(s) in another column</source>
        <translation>
            <numerusform>%Ln Wert in anderer Spalte</numerusform>
            <numerusform>%Ln Werte in anderer Spalte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln wording(s)</source>
        <translation>
            <numerusform>%Ln Formulierung</numerusform>
            <numerusform>%Ln Formulierungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln passage(s) only on the left</source>
        <translation>
            <numerusform>%Ln Stelle nur links</numerusform>
            <numerusform>%Ln Stellen nur links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln passage(s) only on the right</source>
        <translation>
            <numerusform>%Ln Stelle nur rechts</numerusform>
            <numerusform>%Ln Stellen nur rechts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln passage(s) moved</source>
        <translation>
            <numerusform>%Ln Stelle verschoben</numerusform>
            <numerusform>%Ln Stellen verschoben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s) perhaps misread</source>
        <translation>
            <numerusform>%Ln Wort evtl. falsch erkannt</numerusform>
            <numerusform>%Ln Wörter evtl. falsch erkannt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CoverageHeader</name>
    <message>
        <source>How many files were read</source>
        <translation>Wie viele Dateien gelesen wurden</translation>
    </message>
    <message>
        <source>%1 of %2 fully read</source>
        <translation>%1 von %2 vollständig gelesen</translation>
    </message>
    <message>
        <source>%1 partly</source>
        <translation>%1 teilweise</translation>
    </message>
    <message>
        <source>%1 not read</source>
        <translation>%1 nicht gelesen</translation>
    </message>
    <message>
        <source>%1 left out by you</source>
        <translation>%1 von Ihnen ausgelassen</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Likewise could not be started.</source>
        <translation>Likewise konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>Please report it with these details. They hold no text and no name of your documents, and are sent by nobody but you.</source>
        <translation>Bitte melden Sie es mit diesen Einzelheiten. Sie enthalten keinen Text und keinen Namen Ihrer Dokumente, und niemand außer Ihnen verschickt sie.</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
</context>
<context>
    <name>DayRangeDialog</name>
    <message>
        <source>Changed between two days</source>
        <translation>Zwischen zwei Tagen geändert</translation>
    </message>
    <message>
        <source>&amp;First day:</source>
        <translation>&amp;Erster Tag:</translation>
    </message>
    <message>
        <source>&amp;Last day:</source>
        <translation>&amp;Letzter Tag:</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>A document in a list</source>
        <translation>Ein Dokument in einer Liste</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Dubletten</translation>
    </message>
    <message>
        <source>Two documents compared</source>
        <translation>Zwei Dokumente im Vergleich</translation>
    </message>
    <message>
        <source>The map</source>
        <translation>Die Karte</translation>
    </message>
    <message>
        <source>Into the search box</source>
        <translation>In das Suchfeld</translation>
    </message>
    <message>
        <source>From the box to the results</source>
        <translation>Vom Feld zu den Treffern</translation>
    </message>
    <message>
        <source>Empty the box</source>
        <translation>Das Feld leeren</translation>
    </message>
    <message>
        <source>Back and forward</source>
        <translation>Zurück und vor</translation>
    </message>
    <message>
        <source>Find what is like it</source>
        <translation>Ähnliches finden</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show it in its folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Copy the passage</source>
        <translation>Die Stelle kopieren</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>Den Pfad kopieren</translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation>Nächster Unterschied</translation>
    </message>
    <message>
        <source>Difference before</source>
        <translation>Voriger Unterschied</translation>
    </message>
    <message>
        <source>Copy both passages</source>
        <translation>Beide Stellen kopieren</translation>
    </message>
    <message>
        <source>Back to where you came from</source>
        <translation>Zurück, woher Sie kamen</translation>
    </message>
    <message>
        <source>To the next document</source>
        <translation>Zum nächsten Dokument</translation>
    </message>
    <message>
        <source>Move the map</source>
        <translation>Karte verschieben</translation>
    </message>
    <message>
        <source>Larger, smaller, all of it</source>
        <translation>Größer, kleiner, alles</translation>
    </message>
    <message>
        <source>List all documents again</source>
        <translation>Wieder alle Dokumente auflisten</translation>
    </message>
</context>
<context>
    <name>DocumentDeeds</name>
    <message>
        <source>“%1” could not be opened.</source>
        <translation>„%1“ konnte nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>See that it is still there and that a program for it is installed.</source>
        <translation>Prüfen Sie, ob die Datei noch da ist und ein Programm dafür installiert ist.</translation>
    </message>
    <message>
        <source>The folder of “%1” could not be shown.</source>
        <translation>Der Ordner von „%1“ konnte nicht gezeigt werden.</translation>
    </message>
    <message>
        <source>See that it is still there.</source>
        <translation>Prüfen Sie, ob er noch da ist.</translation>
    </message>
</context>
<context>
    <name>DocumentList</name>
    <message>
        <source>Compare the &amp;two</source>
        <translation>Die &amp;zwei vergleichen</translation>
    </message>
</context>
<context>
    <name>DocumentMenu</name>
    <message>
        <source>What to do with %1</source>
        <translation>Was mit %1 geschehen soll</translation>
    </message>
    <message>
        <source>Find &amp;similar</source>
        <translation>&amp;Ähnliche finden</translation>
    </message>
    <message>
        <source>Com&amp;pare with…</source>
        <translation>&amp;Vergleichen mit …</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>&amp;Copy path</source>
        <translation>&amp;Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy p&amp;assage</source>
        <translation>&amp;Stelle kopieren</translation>
    </message>
    <message>
        <source>E&amp;xclude from the index</source>
        <translation>Aus dem Index aus&amp;lassen</translation>
    </message>
    <message>
        <source>Exclude all of “%1”</source>
        <translation>Alles in „%1“ auslassen</translation>
    </message>
</context>
<context>
    <name>DocumentTextView</name>
    <message>
        <source>Text of the document</source>
        <translation>Text des Dokuments</translation>
    </message>
</context>
<context>
    <name>EvidencePane</name>
    <message>
        <source>Evidence</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Show as</source>
        <translation>Anzeigen als</translation>
    </message>
    <message>
        <source>Choose another document of the group.</source>
        <translation>Wählen Sie ein anderes Dokument der Gruppe.</translation>
    </message>
    <message>
        <source>This is the kept copy</source>
        <translation>Das ist das behaltene Exemplar</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Fully read</source>
        <translation>Vollständig gelesen</translation>
    </message>
    <message>
        <source>Partly read</source>
        <translation>Teilweise gelesen</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>Nicht gelesen</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Look at the folder again</source>
        <translation>Ordner erneut durchsehen</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>Erneut lesen</translation>
    </message>
    <message>
        <source>Change the limit…</source>
        <translation>Grenze ändern …</translation>
    </message>
    <message>
        <source>Turn on text recognition…</source>
        <translation>Texterkennung einschalten …</translation>
    </message>
    <message>
        <source>Take it in again</source>
        <translation>Wieder aufnehmen</translation>
    </message>
</context>
<context>
    <name>FilesModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>Stellen</translation>
    </message>
</context>
<context>
    <name>FilesTable</name>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
</context>
<context>
    <name>FilesView</name>
    <message>
        <source>Filter by name or folder</source>
        <translation>Nach Name oder Ordner filtern</translation>
    </message>
    <message>
        <source>Read the unread ones again</source>
        <translation>Nicht Gelesenes noch einmal lesen</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>Noch keine Dateien</translation>
    </message>
    <message>
        <source>Every file of the folder stands here, and how it was read.</source>
        <translation>Hier steht jede Datei des Ordners, und wie sie gelesen wurde.</translation>
    </message>
    <message numerus="yes">
        <source>None of %Ln file(s)</source>
        <translation>
            <numerusform>Nicht die eine Datei</numerusform>
            <numerusform>Keine von %Ln Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>No file fits what the list is limited to.</source>
        <translation>Keine Datei passt zu dem, worauf die Liste begrenzt ist.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>Alle Arten</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>Past 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Past month</source>
        <translation>Letzter Monat</translation>
    </message>
    <message>
        <source>Past year</source>
        <translation>Letztes Jahr</translation>
    </message>
    <message>
        <source>Past three years</source>
        <translation>Letzte drei Jahre</translation>
    </message>
    <message>
        <source>Between two days…</source>
        <translation>Zwischen zwei Tagen …</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this document</source>
        <translation>In diesem Dokument suchen</translation>
    </message>
    <message>
        <source>The one before</source>
        <translation>Vorherige Stelle</translation>
    </message>
    <message>
        <source>The next one</source>
        <translation>Nächste Stelle</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Recognise text on scanned pages and in pictures</source>
        <translation>Text auf gescannten Seiten und in Bildern erkennen</translation>
    </message>
    <message>
        <source>Takes a second or two a page; everything else is read first.</source>
        <translation>Braucht ein bis zwei Sekunden je Seite; alles andere wird zuerst gelesen.</translation>
    </message>
    <message>
        <source>Text recognition is not installed on this computer.</source>
        <translation>Die Texterkennung ist auf diesem Computer nicht installiert.</translation>
    </message>
    <message>
        <source>Languages of such pages (none: the system’s):</source>
        <translation>Sprachen solcher Seiten (ohne Angabe die des Systems):</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>&amp;Largest file that is read</source>
        <translation>&amp;Größte Datei, die gelesen wird</translation>
    </message>
    <message>
        <source>Larger ones are listed with that reason.</source>
        <translation>Größere stehen mit diesem Grund in der Liste.</translation>
    </message>
    <message>
        <source>While indexing</source>
        <translation>Beim Indizieren</translation>
    </message>
    <message>
        <source>Leave the computer usable while indexing</source>
        <translation>Den Computer beim Indizieren benutzbar lassen</translation>
    </message>
    <message>
        <source>Wait while the computer runs on its battery</source>
        <translation>Im Akkubetrieb warten</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>as the system</source>
        <translation>wie das System</translation>
    </message>
    <message>
        <source>light</source>
        <translation>hell</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>Lan&amp;guage of the window</source>
        <translation>&amp;Sprache des Fensters</translation>
    </message>
    <message>
        <source>Another language is used from the next start on.</source>
        <translation>Eine andere Sprache gilt vom nächsten Start an.</translation>
    </message>
</context>
<context>
    <name>GroupFilters</name>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Part of a name or folder</source>
        <translation>Teil eines Namens oder Ordners</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>Beziehung</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Show all groups</source>
        <translation>Alle Gruppen zeigen</translation>
    </message>
    <message>
        <source>Something may go</source>
        <translation>Etwas darf weg</translation>
    </message>
    <message>
        <source>Strongest relation first</source>
        <translation>Stärkste Beziehung zuerst</translation>
    </message>
    <message>
        <source>Surest first (weakest link)</source>
        <translation>Sicherste zuerst (schwächstes Glied)</translation>
    </message>
    <message>
        <source>Riskiest first</source>
        <translation>Heikelste zuerst</translation>
    </message>
    <message>
        <source>Most room first</source>
        <translation>Meister Platz zuerst</translation>
    </message>
    <message>
        <source>Most documents first</source>
        <translation>Meiste Dokumente zuerst</translation>
    </message>
    <message>
        <source>By place</source>
        <translation>Nach Ort</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>Alle Ordner</translation>
    </message>
</context>
<context>
    <name>GroupsModel</name>
    <message>
        <source>from %1</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source>At the top of the folder</source>
        <translation>Ganz oben im Ordner</translation>
    </message>
</context>
<context>
    <name>GroupsPane</name>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Groups of alike documents</source>
        <translation>Gruppen gleicher Dokumente</translation>
    </message>
    <message>
        <source>Groups decided</source>
        <translation>Entschiedene Gruppen</translation>
    </message>
    <message>
        <source>No group is like that</source>
        <translation>Keine Gruppe ist so</translation>
    </message>
    <message numerus="yes">
        <source>The filters above leave nothing of %Ln group(s).</source>
        <translation>
            <numerusform>Die Filter oben lassen von %Ln Gruppe nichts übrig.</numerusform>
            <numerusform>Die Filter oben lassen von %Ln Gruppen nichts übrig.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all groups</source>
        <translation>Alle Gruppen zeigen</translation>
    </message>
    <message>
        <source>Nothing is as alike as that.</source>
        <translation>So ähnlich ist sich nichts.</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>Keine Gruppen</translation>
    </message>
    <message>
        <source>Group %1 of %2 · %3 decided</source>
        <translation>Gruppe %1 von %2 · %3 entschieden</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Search in the help</source>
        <translation>In der Hilfe suchen</translation>
    </message>
    <message>
        <source>Pages of the help</source>
        <translation>Seiten der Hilfe</translation>
    </message>
    <message>
        <source>No page has these words.</source>
        <translation>Auf keiner Seite stehen diese Worte.</translation>
    </message>
    <message>
        <source>Page of the help</source>
        <translation>Seite der Hilfe</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
</context>
<context>
    <name>IndexingController</name>
    <message>
        <source>Indexing the folder</source>
        <translation>Den Ordner indizieren</translation>
    </message>
</context>
<context>
    <name>IndexingLink</name>
    <message>
        <source>The last run did not come to its end. This one goes on from there.</source>
        <translation>Der letzte Lauf kam nicht zu Ende. Dieser macht dort weiter.</translation>
    </message>
</context>
<context>
    <name>IndexingPanel</name>
    <message>
        <source>Indexing</source>
        <translation>Indizieren</translation>
    </message>
    <message>
        <source>Progress of indexing</source>
        <translation>Fortschritt der Indizierung</translation>
    </message>
    <message>
        <source>Doing</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>Stellen</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Indexing is paused</source>
        <translation>Die Indizierung ruht</translation>
    </message>
    <message>
        <source>Stopping after the files in hand</source>
        <translation>Hält nach den laufenden Dateien an</translation>
    </message>
    <message>
        <source>Changes in the folder are picked up while it is open.</source>
        <translation>Änderungen im Ordner werden bemerkt, solange er geöffnet ist.</translation>
    </message>
    <message>
        <source>Indexing on this computer</source>
        <translation>Indizierung auf diesem Computer</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 · %2 a second</source>
        <translation>%1 · %2 je Sekunde</translation>
    </message>
    <message>
        <source>You can search meanwhile. Closing the window loses nothing.</source>
        <translation>Sie können inzwischen suchen. Beim Schließen des Fensters geht nichts verloren.</translation>
    </message>
    <message>
        <source>What was indexed so far can be found. Indexing goes on where it was.</source>
        <translation>Was bisher indiziert ist, wird gefunden. Später geht es an dieser Stelle weiter.</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>weniger als eine Minute</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>etwa eine Minute</numerusform>
            <numerusform>etwa %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>etwa eine Stunde</numerusform>
            <numerusform>etwa %n Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu durchsehen</translation>
    </message>
</context>
<context>
    <name>IndexingPill</name>
    <message>
        <source>Indexing: %1</source>
        <translation>Indizierung: %1</translation>
    </message>
    <message>
        <source>Show how far indexing is</source>
        <translation>Zeigen, wie weit die Indizierung ist</translation>
    </message>
</context>
<context>
    <name>IndexingWords</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <translation>Noch nicht durchgesehen</translation>
    </message>
    <message>
        <source>Looking through the folder</source>
        <translation>Ordner wird durchgesehen</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Recognising scanned pages</source>
        <translation>Texterkennung</translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation>Indizieren</translation>
    </message>
    <message>
        <source>Waiting for mains power</source>
        <translation>Wartet auf Netzstrom</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Hält an …</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Indexing did not finish</source>
        <translation>Indizierung nicht beendet</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Auf dem neuesten Stand</translation>
    </message>
</context>
<context>
    <name>KeepingDialog</name>
    <message>
        <source>Kept copies</source>
        <translation>Behaltene Exemplare</translation>
    </message>
    <message>
        <source>Rules, the first decides first</source>
        <translation>Regeln, die erste entscheidet zuerst</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Protected folders</source>
        <translation>Geschützte Ordner</translation>
    </message>
    <message>
        <source>Protect a folder</source>
        <translation>Ordner schützen</translation>
    </message>
    <message>
        <source>Protect it no longer</source>
        <translation>Nicht mehr schützen</translation>
    </message>
    <message numerus="yes">
        <source>Forget %Ln choice(s) made by hand</source>
        <translation>
            <numerusform>%Ln Wahl von Hand vergessen</numerusform>
            <numerusform>%Ln von Hand gewählte vergessen</numerusform>
        </translation>
    </message>
    <message>
        <source>The whole folder</source>
        <translation>Der ganze Ordner</translation>
    </message>
    <message>
        <source>Which copy is kept</source>
        <translation>Welches Exemplar behalten wird</translation>
    </message>
    <message>
        <source>Rules that are ticked are asked from the top down; the first that tells two copies apart decides. A copy that you choose by hand (R) comes before all rules.</source>
        <translation>Angekreuzte Regeln werden von oben nach unten gefragt; die erste, die zwei Exemplare unterscheidet, entscheidet. Ein von Hand gewähltes Exemplar (R) geht allen Regeln vor.</translation>
    </message>
    <message>
        <source>A document in one of them is kept before all others and never removed.</source>
        <translation>Ein Dokument darin wird vor allen anderen behalten und nie entfernt.</translation>
    </message>
</context>
<context>
    <name>KeyCard</name>
    <message>
        <source>Set…</source>
        <translation>Angeben …</translation>
    </message>
    <message>
        <source>Set the key for %1</source>
        <translation>Den Schlüssel für %1 angeben</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Test the key for %1</source>
        <translation>Den Schlüssel für %1 testen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete the key for %1</source>
        <translation>Den Schlüssel für %1 löschen</translation>
    </message>
    <message>
        <source>%1 is asked to answer one word…</source>
        <translation>%1 wird um die Antwort auf ein Wort gebeten …</translation>
    </message>
    <message>
        <source>Delete the key</source>
        <translation>Schlüssel löschen</translation>
    </message>
    <message>
        <source>Delete the key for %1?</source>
        <translation>Den Schlüssel für %1 löschen?</translation>
    </message>
    <message>
        <source>Likewise cannot bring it back. At the provider it goes on being valid.</source>
        <translation>Likewise kann ihn nicht zurückholen. Beim Anbieter bleibt er gültig.</translation>
    </message>
    <message>
        <source>It works: %1 has answered.</source>
        <translation>Es geht: %1 hat geantwortet.</translation>
    </message>
</context>
<context>
    <name>KeyDialog</name>
    <message>
        <source>Key for %1</source>
        <translation>Schlüssel für %1</translation>
    </message>
    <message>
        <source>Key for a server</source>
        <translation>Schlüssel für einen Server</translation>
    </message>
    <message>
        <source>For this &amp;session only, until Likewise is closed</source>
        <translation>Nur für diese &amp;Sitzung, bis Likewise geschlossen wird</translation>
    </message>
    <message>
        <source>%1 is asked to answer one word…</source>
        <translation>%1 wird um die Antwort auf ein Wort gebeten …</translation>
    </message>
    <message>
        <source>The keyring is asked; it may want its password…</source>
        <translation>Der Schlüsselbund wird gefragt; vielleicht möchte er sein Kennwort …</translation>
    </message>
    <message>
        <source>It works: %1 has answered.</source>
        <translation>Es geht: %1 hat geantwortet.</translation>
    </message>
    <message>
        <source>Copy the key from the provider’s page and paste it here. It goes into the keyring of this computer, never into a file, and is not shown again.</source>
        <translation>Kopieren Sie den Schlüssel von der Seite des Anbieters und fügen Sie ihn hier ein. Er kommt in den Schlüsselbund dieses Computers, nie in eine Datei, und wird nicht wieder angezeigt.</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>&amp;Model to ask</source>
        <translation>Zu &amp;fragendes Modell</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>S&amp;chlüssel</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>What is typed here is not shown.</source>
        <translation>Was hier eingegeben wird, ist nicht zu sehen.</translation>
    </message>
    <message>
        <source>&amp;Test this key</source>
        <translation>Diesen Schlüssel &amp;testen</translation>
    </message>
    <message>
        <source>Keep &amp;it</source>
        <translation>Auf&amp;bewahren</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
</context>
<context>
    <name>KeyWords</name>
    <message>
        <source>A key is kept in the keyring of this computer.</source>
        <translation>Ein Schlüssel liegt im Schlüsselbund dieses Computers.</translation>
    </message>
    <message>
        <source>A key is kept for this session only, until Likewise is closed.</source>
        <translation>Ein Schlüssel ist nur für diese Sitzung da, bis Likewise geschlossen wird.</translation>
    </message>
    <message>
        <source>No key is kept; most such servers need none.</source>
        <translation>Kein Schlüssel; die meisten solchen Server brauchen keinen.</translation>
    </message>
    <message>
        <source>No key is kept.</source>
        <translation>Kein Schlüssel.</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Only models at a provider need a key. It is kept in the keyring of this computer, never in a file, and is shown to nobody.</source>
        <translation>Nur Modelle bei einem Anbieter brauchen einen Schlüssel. Er liegt im Schlüsselbund dieses Computers, nie in einer Datei, und wird niemandem angezeigt.</translation>
    </message>
    <message>
        <source>The keyring is asked…</source>
        <translation>Der Schlüsselbund wird gefragt …</translation>
    </message>
    <message>
        <source>Another ser&amp;ver…</source>
        <translation>Weiterer Ser&amp;ver …</translation>
    </message>
</context>
<context>
    <name>Kinds</name>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Word and other text documents</source>
        <translation>Word- und andere Textdokumente</translation>
    </message>
    <message>
        <source>Spreadsheets</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Presentations</source>
        <translation>Präsentationen</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Web pages and e-books</source>
        <translation>Webseiten und E-Books</translation>
    </message>
    <message>
        <source>Plain text and notes</source>
        <translation>Reiner Text und Notizen</translation>
    </message>
    <message>
        <source>Data and source code</source>
        <translation>Daten und Quelltext</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Archives</source>
        <translation>Archive</translation>
    </message>
    <message>
        <source>Word document</source>
        <translation>Word-Dokument</translation>
    </message>
    <message>
        <source>Word document (old)</source>
        <translation>Word-Dokument (alt)</translation>
    </message>
    <message>
        <source>OpenDocument text</source>
        <translation>OpenDocument-Text</translation>
    </message>
    <message>
        <source>Rich text</source>
        <translation>Rich Text</translation>
    </message>
    <message>
        <source>PowerPoint slides</source>
        <translation>PowerPoint-Folien</translation>
    </message>
    <message>
        <source>PowerPoint slides (old)</source>
        <translation>PowerPoint-Folien (alt)</translation>
    </message>
    <message>
        <source>OpenDocument slides</source>
        <translation>OpenDocument-Folien</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Excel-Arbeitsmappe</translation>
    </message>
    <message>
        <source>Excel workbook (binary)</source>
        <translation>Excel-Arbeitsmappe (binär)</translation>
    </message>
    <message>
        <source>Excel workbook (old)</source>
        <translation>Excel-Arbeitsmappe (alt)</translation>
    </message>
    <message>
        <source>OpenDocument spreadsheet</source>
        <translation>OpenDocument-Tabelle</translation>
    </message>
    <message>
        <source>Table as text</source>
        <translation>Tabelle als Text</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Webseite</translation>
    </message>
    <message>
        <source>Saved web page</source>
        <translation>Gespeicherte Webseite</translation>
    </message>
    <message>
        <source>E-book</source>
        <translation>E-Book</translation>
    </message>
    <message>
        <source>Outlook e-mail</source>
        <translation>Outlook-E-Mail</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>Postfach</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Reiner Text</translation>
    </message>
    <message>
        <source>Markdown note</source>
        <translation>Markdown-Notiz</translation>
    </message>
    <message>
        <source>reStructuredText</source>
        <translation>reStructuredText</translation>
    </message>
    <message>
        <source>TeX document</source>
        <translation>TeX-Dokument</translation>
    </message>
    <message>
        <source>Source code</source>
        <translation>Quelltext</translation>
    </message>
    <message>
        <source>JSON data</source>
        <translation>JSON-Daten</translation>
    </message>
    <message>
        <source>XML data</source>
        <translation>XML-Daten</translation>
    </message>
    <message>
        <source>Notebook</source>
        <translation>Notebook</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Other file</source>
        <translation>Andere Datei</translation>
    </message>
    <message>
        <source>slide %1</source>
        <translation>Folie %1</translation>
    </message>
    <message>
        <source>sheet %1</source>
        <translation>Tabelle %1</translation>
    </message>
    <message>
        <source>part %1</source>
        <translation>Teil %1</translation>
    </message>
    <message>
        <source>message %1</source>
        <translation>Nachricht %1</translation>
    </message>
    <message>
        <source>chapter %1</source>
        <translation>Kapitel %1</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>Seite %1</translation>
    </message>
</context>
<context>
    <name>LeavingOut</name>
    <message>
        <source>“%1” is left out of the index from now on.</source>
        <translation>„%1“ wird ab jetzt im Index ausgelassen.</translation>
    </message>
    <message>
        <source>It stays where it is, as it is. The list of files shows all that is left out.</source>
        <translation>Es bleibt, wo und wie es ist. Die Liste der Dateien zeigt alles Ausgelassene.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message>
        <source>Reading the folder</source>
        <translation>Lesen des Ordners</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Comparing models</source>
        <translation>Vergleich von Modellen</translation>
    </message>
    <message>
        <source>Test of the key</source>
        <translation>Test des Schlüssels</translation>
    </message>
    <message>
        <source>No answer seen</source>
        <translation>Keine Antwort gesehen</translation>
    </message>
    <message>
        <source>The connection broke off</source>
        <translation>Verbindung abgebrochen</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>Keine Verbindung</translation>
    </message>
    <message>
        <source>what was in it may have arrived</source>
        <translation>was darin stand, kann angekommen sein</translation>
    </message>
    <message>
        <source>nothing went out</source>
        <translation>nichts ging hinaus</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>Not accepted (%1)</source>
        <translation>Nicht angenommen (%1)</translation>
    </message>
</context>
<context>
    <name>LedgerDialog</name>
    <message>
        <source>What was sent</source>
        <translation>Was gesendet wurde</translation>
    </message>
    <message>
        <source>Filter by server, model, day or outcome</source>
        <translation>Nach Server, Modell, Tag oder Ergebnis filtern</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>Save all as a table…</source>
        <translation>Alles als Tabelle sichern…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Its documents were worked on by this computer alone.</source>
        <translation>Seine Dokumente hat allein dieser Computer verarbeitet.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) saved in “%1”.</source>
        <translation>
            <numerusform>%Ln Anfrage in „%1“ gesichert.</numerusform>
            <numerusform>%Ln Anfragen in „%1“ gesichert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) with %1 went out to %2.</source>
        <translation>
            <numerusform>%Ln Anfrage mit %1 ging hinaus an %2.</numerusform>
            <numerusform>%Ln Anfragen mit %1 gingen hinaus an %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>It cannot be told in full what was sent from this folder.</source>
        <translation>Was aus diesem Ordner gesendet wurde, lässt sich nicht vollständig sagen.</translation>
    </message>
    <message>
        <source>Nothing was ever sent from this folder.</source>
        <translation>Aus diesem Ordner wurde nie etwas gesendet.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s), %1 characters, %2 tokens</source>
        <translation>
            <numerusform>%Ln Text, %1 Zeichen, %2 Token</numerusform>
            <numerusform>%Ln Texte, %1 Zeichen, %2 Token</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) got no answer that was seen; what was in them may have arrived.</source>
        <translation>
            <numerusform>Auf %Ln Anfrage wurde keine Antwort gesehen; was darin stand, kann angekommen sein.</numerusform>
            <numerusform>Auf %Ln Anfragen wurde keine Antwort gesehen; was darin stand, kann angekommen sein.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) of the record cannot be understood, so requests may be missing here.</source>
        <translation>
            <numerusform>%Ln Zeile der Aufzeichnung ist unverständlich; hier können also Anfragen fehlen.</numerusform>
            <numerusform>%Ln Zeilen der Aufzeichnung sind unverständlich; hier können also Anfragen fehlen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking up what was sent…</source>
        <translation>Es wird nachgesehen, was gesendet wurde…</translation>
    </message>
    <message>
        <source>Save what was sent</source>
        <translation>Sichern, was gesendet wurde</translation>
    </message>
    <message>
        <source>Table for a spreadsheet (*.csv)</source>
        <translation>Tabelle für die Tabellenkalkulation (*.csv)</translation>
    </message>
    <message>
        <source>What was sent from %1</source>
        <translation>Gesendet aus %1</translation>
    </message>
    <message>
        <source>saving what was sent</source>
        <translation>Sichern des Gesendeten</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message numerus="yes">
        <source>None of %Ln request(s)</source>
        <translation>
            <numerusform>Keine von %Ln Anfrage</numerusform>
            <numerusform>Keine von %Ln Anfragen</numerusform>
        </translation>
    </message>
    <message>
        <source>No request fits what the list is limited to.</source>
        <translation>Keine Anfrage passt zu dem, worauf die Liste eingeschränkt ist.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
</context>
<context>
    <name>LedgerModel</name>
    <message numerus="yes">
        <source>%1 characters, of %Ln document(s)</source>
        <translation>
            <numerusform>%1 Zeichen, aus %Ln Dokument</numerusform>
            <numerusform>%1 Zeichen, aus %Ln Dokumenten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 bytes sent, %2 received</source>
        <translation>%1 Bytes gesendet, %2 empfangen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>Sent to</source>
        <translation>Gesendet an</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>LikeHeader</name>
    <message>
        <source>Back to searching</source>
        <translation>Zurück zur Suche</translation>
    </message>
    <message>
        <source>%1 (outside the folder; read, not kept)</source>
        <translation>%1 (außerhalb des Ordners; gelesen, nicht behalten)</translation>
    </message>
    <message>
        <source>Like %1</source>
        <translation>Ähnlich wie %1</translation>
    </message>
    <message>
        <source>Like your text</source>
        <translation>Ähnlich wie Ihr Text</translation>
    </message>
    <message>
        <source>%1. Its text is sent to %2, as you allowed for this folder.</source>
        <translation>%1. Sein Text wird an %2 gesendet, wie Sie es für diesen Ordner erlaubt haben.</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
</context>
<context>
    <name>LineEdits</name>
    <message>
        <source>Empty the box</source>
        <translation>Das Feld leeren</translation>
    </message>
</context>
<context>
    <name>ListsDialog</name>
    <message>
        <source>Decisions to look at</source>
        <translation>Entscheidungen zum Nachsehen</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>No duplicates</source>
        <translation>Keine Dubletten</translation>
    </message>
    <message>
        <source>Pairs that are not shown as alike any more. Taken back, they are again.</source>
        <translation>Paare, die nicht mehr als gleich gezeigt werden. Zurückgenommen werden sie es wieder.</translation>
    </message>
    <message>
        <source>Out of date</source>
        <translation>Veraltet</translation>
    </message>
    <message>
        <source>One of the two documents has changed or is gone since; nothing is done by these.</source>
        <translation>Eines der beiden Dokumente hat sich seither geändert oder ist fort; danach wird nichts getan.</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Widersprüche</translation>
    </message>
    <message>
        <source>Documents with one text that were decided differently.</source>
        <translation>Dokumente mit demselben Text, über die verschieden entschieden wurde.</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Beside</source>
        <translation>Neben</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Hier ist nichts</translation>
    </message>
</context>
<context>
    <name>MainController</name>
    <message>
        <source>Likewise closes as soon as the work in hand is safe.</source>
        <translation>Likewise schließt, sobald die laufende Arbeit gesichert ist.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>%1 – Likewise</source>
        <translation>%1 – Likewise</translation>
    </message>
    <message>
        <source>Choose a folder of documents</source>
        <translation>Ordner mit Dokumenten wählen</translation>
    </message>
</context>
<context>
    <name>MapCanvas</name>
    <message>
        <source>Map of the folder</source>
        <translation>Karte des Ordners</translation>
    </message>
</context>
<context>
    <name>MapController</name>
    <message>
        <source>drawing the map</source>
        <translation>Zeichnen der Karte</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Documents on the map</source>
        <translation>Dokumente auf der Karte</translation>
    </message>
    <message>
        <source>The map is being drawn</source>
        <translation>Die Karte wird gezeichnet</translation>
    </message>
    <message>
        <source>Choose an area</source>
        <translation>Bereich wählen</translation>
    </message>
    <message>
        <source>Compare the two</source>
        <translation>Die zwei vergleichen</translation>
    </message>
    <message>
        <source>A map needs at least %1 documents that were read; here there are %2.</source>
        <translation>Eine Karte braucht mindestens %1 gelesene Dokumente; hier sind es %2.</translation>
    </message>
    <message>
        <source>Too few documents for a map</source>
        <translation>Zu wenige Dokumente für eine Karte</translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s) so far. The map is drawn when all are read.</source>
        <translation>
            <numerusform>%Ln Dokument bisher. Die Karte wird gezeichnet, wenn alle gelesen sind.</numerusform>
            <numerusform>%Ln Dokumente bisher. Die Karte wird gezeichnet, wenn alle gelesen sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>The folder is still being read</source>
        <translation>Der Ordner wird noch gelesen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s) are laid out by their meaning.</source>
        <translation>
            <numerusform>%Ln Dokument wird nach seiner Bedeutung angeordnet.</numerusform>
            <numerusform>%Ln Dokumente werden nach ihrer Bedeutung angeordnet.</numerusform>
        </translation>
    </message>
    <message>
        <source>That takes about half a minute.</source>
        <translation>Das dauert etwa eine halbe Minute.</translation>
    </message>
    <message>
        <source>Drawing the map…</source>
        <translation>Die Karte wird gezeichnet …</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s)</source>
        <translation>
            <numerusform>%Ln Dokument</numerusform>
            <numerusform>%Ln Dokumente</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln topic(s)</source>
        <translation>
            <numerusform>%Ln Thema</numerusform>
            <numerusform>%Ln Themen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without text, not on the map</source>
        <translation>
            <numerusform>%Ln ohne Text, nicht auf der Karte</numerusform>
            <numerusform>%Ln ohne Text, nicht auf der Karte</numerusform>
        </translation>
    </message>
    <message>
        <source>All documents (%1)</source>
        <translation>Alle Dokumente (%1)</translation>
    </message>
    <message>
        <source>Topic %1</source>
        <translation>Thema %1</translation>
    </message>
    <message>
        <source>In no topic (%1)</source>
        <translation>In keinem Thema (%1)</translation>
    </message>
    <message>
        <source>Chosen area (%1)</source>
        <translation>Gewählter Bereich (%1)</translation>
    </message>
    <message>
        <source>Which documents are listed</source>
        <translation>Welche Dokumente aufgelistet sind</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Show the whole map</source>
        <translation>Ganze Karte zeigen</translation>
    </message>
    <message>
        <source>Choose an area: draw around documents (Shift and drag)</source>
        <translation>Bereich wählen: Dokumente umfahren (Umschalt und ziehen)</translation>
    </message>
</context>
<context>
    <name>MeaningNote</name>
    <message>
        <source>Found by words so far. For the meaning, Enter sends your question to %1.</source>
        <translation>Bisher an den Wörtern gefunden. Für die Bedeutung sendet die Eingabetaste Ihre Frage an %1.</translation>
    </message>
    <message>
        <source>Search by meaning</source>
        <translation>Nach Bedeutung suchen</translation>
    </message>
    <message>
        <source>%1 So only words were compared.</source>
        <translation>%1 Daher wurden nur Wörter verglichen.</translation>
    </message>
</context>
<context>
    <name>MembersModel</name>
    <message>
        <source>At the top of the folder</source>
        <translation>Ganz oben im Ordner</translation>
    </message>
    <message>
        <source>It %1</source>
        <translation>Es %1</translation>
    </message>
    <message>
        <source>Kept copy</source>
        <translation>Bleibt</translation>
    </message>
    <message>
        <source>Changed since decided</source>
        <translation>Seither geändert</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Notiz: %1</translation>
    </message>
    <message>
        <source>All of it is in the kept copy</source>
        <translation>Alles davon steht im behaltenen Exemplar</translation>
    </message>
    <message>
        <source>May go: the kept copy says all of it</source>
        <translation>Darf weg: das behaltene Exemplar sagt alles</translation>
    </message>
    <message>
        <source>Differs: %1 here, %2 in the kept copy</source>
        <translation>Anders: hier %1, im behaltenen %2</translation>
    </message>
    <message>
        <source>%1 of its text is in the kept copy</source>
        <translation>%1 seines Textes stehen im behaltenen Exemplar</translation>
    </message>
</context>
<context>
    <name>MembersPane</name>
    <message>
        <source>Documents of the group</source>
        <translation>Dokumente der Gruppe</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Dublette</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Fassung</translation>
    </message>
    <message>
        <source>Not related</source>
        <translation>Nicht verwandt</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>Notiz…</translation>
    </message>
    <message>
        <source>Keep this one instead</source>
        <translation>Dieses behalten</translation>
    </message>
    <message>
        <source>%1 (key %2)</source>
        <translation>%1 (Taste %2)</translation>
    </message>
    <message numerus="yes">
        <source>What you decide goes for %Ln document(s).</source>
        <translation>
            <numerusform>Ihre Entscheidung gilt für %Ln Dokument.</numerusform>
            <numerusform>Ihre Entscheidung gilt für %Ln Dokumente.</numerusform>
        </translation>
    </message>
    <message>
        <source>The kept copy stays; decide about the others.</source>
        <translation>Dieses Exemplar bleibt; entscheiden Sie über die anderen.</translation>
    </message>
    <message>
        <source>What is this to the kept copy?</source>
        <translation>Was ist dies neben dem behaltenen Exemplar?</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Key…</source>
        <translation>Schlüssel …</translation>
    </message>
    <message>
        <source>Key for %1</source>
        <translation>Schlüssel für %1</translation>
    </message>
    <message>
        <source>Use…</source>
        <translation>Nehmen …</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Nehmen</translation>
    </message>
    <message>
        <source>Use %1 for this folder</source>
        <translation>%1 für diesen Ordner nehmen</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Take back the yes to %1 for this folder</source>
        <translation>Die Zustimmung zu %1 für diesen Ordner zurücknehmen</translation>
    </message>
    <message>
        <source>%1 numbers</source>
        <translation>%1 Zahlen</translation>
    </message>
    <message>
        <source>Length of the vectors of %1</source>
        <translation>Länge der Vektoren von %1</translation>
    </message>
    <message>
        <source>you said yes on %1</source>
        <translation>zugestimmt am %1</translation>
    </message>
    <message>
        <source>this folder is being indexed with it</source>
        <translation>dieser Ordner wird damit indexiert</translation>
    </message>
    <message>
        <source>this folder uses it, but nothing may be sent without your yes</source>
        <translation>dieser Ordner hat es, aber ohne Ihre Zustimmung wird nichts gesendet</translation>
    </message>
    <message>
        <source>this folder uses it</source>
        <translation>dieser Ordner hat es</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>many languages</source>
        <translation>viele Sprachen</translation>
    </message>
    <message>
        <source>%1 languages</source>
        <translation>%1 Sprachen</translation>
    </message>
    <message>
        <source>free</source>
        <translation>kostenlos</translation>
    </message>
    <message>
        <source>price not known here</source>
        <translation>Preis hier nicht bekannt</translation>
    </message>
    <message>
        <source>%1 a million tokens</source>
        <translation>%1 je Million Token</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Model of the open folder</source>
        <translation>Modell des offenen Ordners</translation>
    </message>
    <message>
        <source>Looking which models there are…</source>
        <translation>Es wird nachgesehen, welche Modelle es gibt …</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>Nothing is sent.</source>
        <translation>Nichts wird gesendet.</translation>
    </message>
    <message>
        <source>A server by its address</source>
        <translation>Ein Server mit seiner Adresse</translation>
    </message>
    <message>
        <source>Your own, or another that speaks as OpenAI does: Ollama, LM Studio, llama.cpp. The texts of the folder are sent there.</source>
        <translation>Ein eigener oder ein anderer, der wie OpenAI antwortet: Ollama, LM Studio, llama.cpp. Die Texte des Ordners werden dorthin gesendet.</translation>
    </message>
    <message>
        <source>&amp;Compare models on this folder…</source>
        <translation>Modelle an diesem Ordner &amp;vergleichen …</translation>
    </message>
    <message>
        <source>The offline lock is on: no provider can be reached.</source>
        <translation>Die Offline-Sperre ist an: Kein Anbieter ist erreichbar.</translation>
    </message>
    <message>
        <source>Open a folder to choose its model.</source>
        <translation>Öffnen Sie einen Ordner, um sein Modell zu wählen.</translation>
    </message>
    <message>
        <source>“%1” is not indexed yet.</source>
        <translation>„%1“ ist noch nicht indexiert.</translation>
    </message>
    <message>
        <source>“%1” is being indexed with %3; until that is done, %2 answers.</source>
        <translation>„%1“ wird mit %3 indexiert; bis das fertig ist, antwortet %2.</translation>
    </message>
    <message>
        <source>“%1” is being indexed with %2.</source>
        <translation>„%1“ wird mit %2 indexiert.</translation>
    </message>
    <message>
        <source>“%1” is searched with %2.</source>
        <translation>„%1“ wird mit %2 durchsucht.</translation>
    </message>
    <message>
        <source>Runs at %1: the texts of the folder are sent there, after a yes.</source>
        <translation>Läuft bei %1: Nach Ihrer Zustimmung werden die Texte des Ordners dorthin gesendet.</translation>
    </message>
</context>
<context>
    <name>NeverLeavesBox</name>
    <message>
        <source>The documents of this folder &amp;never leave this computer</source>
        <translation>Die Dokumente dieses Ordners verlassen &amp;nie diesen Computer</translation>
    </message>
</context>
<context>
    <name>OverviewRuler</name>
    <message>
        <source>Where the differences are; click to go there</source>
        <translation>Wo die Unterschiede sind; klicken, um hinzugehen</translation>
    </message>
    <message>
        <source>Overview of the differences</source>
        <translation>Übersicht der Unterschiede</translation>
    </message>
</context>
<context>
    <name>PageBar</name>
    <message>
        <source>Page before</source>
        <translation>Vorherige Seite</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Nächste Seite</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>As wide as the preview</source>
        <translation>So breit wie die Vorschau</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message>
        <source>Page of the document</source>
        <translation>Seite des Dokuments</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
</context>
<context>
    <name>PickerModel</name>
    <message>
        <source>Most like it</source>
        <translation>Am ähnlichsten</translation>
    </message>
    <message>
        <source>Looked at of late</source>
        <translation>Zuletzt angesehen</translation>
    </message>
    <message>
        <source>In this folder</source>
        <translation>In diesem Ordner</translation>
    </message>
</context>
<context>
    <name>PreviewHeader</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Show the text</source>
        <translation>Den Text zeigen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Show the pages as they look</source>
        <translation>Die Seiten zeigen, wie sie aussehen</translation>
    </message>
    <message>
        <source>Match before (Shift+F3)</source>
        <translation>Vorherige Fundstelle (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Next match (F3)</source>
        <translation>Nächste Fundstelle (F3)</translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation>Ähnliche finden</translation>
    </message>
    <message>
        <source>Open in its own program</source>
        <translation>Im eigenen Programm öffnen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Find in this document (Ctrl+F)</source>
        <translation>In diesem Dokument suchen (Strg+F)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln page(s)</source>
        <translation>
            <numerusform>%Ln Seite</numerusform>
            <numerusform>%Ln Seiten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%2 matches</source>
        <translation>%2 Fundstellen</translation>
    </message>
</context>
<context>
    <name>PreviewPane</name>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>Choose a document in the list to read it here.</source>
        <translation>Wählen Sie in der Liste ein Dokument, um es hier zu lesen.</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet …</translation>
    </message>
    <message>
        <source>No text was found in this document.</source>
        <translation>In diesem Dokument wurde kein Text gefunden.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Find &amp;similar to the selection</source>
        <translation>Zur Auswahl Ä&amp;hnliches finden</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>Keys and privacy</source>
        <translation>Schlüssel und Datenschutz</translation>
    </message>
    <message>
        <source>Offline lock</source>
        <translation>Netzsperre</translation>
    </message>
    <message>
        <source>Likewise makes no connection at all</source>
        <translation>Likewise stellt gar keine Verbindung her</translation>
    </message>
    <message>
        <source>With the lock on, models at a provider cannot be reached, whatever was agreed to for a folder; all else works as ever. It counts at once, also for a run under way.</source>
        <translation>Mit der Sperre sind Modelle bei einem Anbieter nicht erreichbar, was auch immer für einen Ordner vereinbart wurde; alles andere geht wie sonst. Sie gilt sofort, auch für eine laufende Indizierung.</translation>
    </message>
    <message>
        <source>Likewise was started with the lock on; so it stays until it is closed.</source>
        <translation>Likewise wurde mit der Sperre gestartet; sie bleibt, bis es geschlossen wird.</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Dubletten</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Strg+%2)</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>Protected by a password</source>
        <translation>Mit einem Kennwort geschützt</translation>
    </message>
    <message>
        <source>Damaged, or not really the kind of file its name says</source>
        <translation>Beschädigt, oder nicht die Art von Datei, die ihr Name sagt</translation>
    </message>
    <message>
        <source>No text found</source>
        <translation>Kein Text gefunden</translation>
    </message>
    <message>
        <source>Scanned: the text is in pictures</source>
        <translation>Gescannt: Der Text steht in Bildern</translation>
    </message>
    <message>
        <source>Text may be in pictures</source>
        <translation>Vielleicht steht Text in Bildern</translation>
    </message>
    <message>
        <source>The file is empty</source>
        <translation>Die Datei ist leer</translation>
    </message>
    <message>
        <source>Larger than the limit</source>
        <translation>Größer als die Grenze</translation>
    </message>
    <message>
        <source>This kind of file is not read</source>
        <translation>Diese Art von Datei wird nicht gelesen</translation>
    </message>
    <message>
        <source>Took too long to read</source>
        <translation>Das Lesen dauerte zu lange</translation>
    </message>
    <message>
        <source>Could not be read safely</source>
        <translation>Konnte nicht sicher gelesen werden</translation>
    </message>
    <message>
        <source>No permission to open it</source>
        <translation>Keine Berechtigung, sie zu öffnen</translation>
    </message>
    <message>
        <source>Moved or deleted</source>
        <translation>Verschoben oder gelöscht</translation>
    </message>
    <message>
        <source>Only in the cloud, not on this computer</source>
        <translation>Nur in der Cloud, nicht auf diesem Computer</translation>
    </message>
    <message>
        <source>Not an ordinary file</source>
        <translation>Keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>Changed while it was read</source>
        <translation>Während des Lesens geändert</translation>
    </message>
    <message>
        <source>Not all the files inside it were read</source>
        <translation>Nicht alle Dateien darin wurden gelesen</translation>
    </message>
    <message>
        <source>Not read yet</source>
        <translation>Noch nicht gelesen</translation>
    </message>
    <message>
        <source>Belongs to the system or a program</source>
        <translation>Gehört zum System oder zu einem Programm</translation>
    </message>
    <message>
        <source>Left out, as you chose</source>
        <translation>Ausgelassen, wie Sie es wollten</translation>
    </message>
    <message>
        <source>Save a copy without the password to have it read.</source>
        <translation>Speichern Sie eine Kopie ohne Kennwort, damit sie gelesen wird.</translation>
    </message>
    <message>
        <source>Open it in its own program and save it again.</source>
        <translation>Öffnen Sie sie in ihrem Programm und speichern Sie sie neu.</translation>
    </message>
    <message>
        <source>Nothing to do if it holds no words.</source>
        <translation>Nichts zu tun, wenn sie keine Wörter enthält.</translation>
    </message>
    <message>
        <source>Turn text recognition on in the settings, then index again.</source>
        <translation>Schalten Sie in den Einstellungen die Texterkennung ein und lesen Sie den Ordner neu ein.</translation>
    </message>
    <message>
        <source>Save its pictures as PNG or JPEG files beside it: text recognition reads those, but not yet the ones inside documents of this kind.</source>
        <translation>Speichern Sie ihre Bilder als PNG- oder JPEG-Dateien daneben: Die Texterkennung liest diese, aber noch nicht die in Dokumenten dieser Art.</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>Nichts zu tun.</translation>
    </message>
    <message>
        <source>Split it, or raise the limit in the settings and read it again.</source>
        <translation>Teilen Sie sie, oder erhöhen Sie die Grenze in den Einstellungen und lesen Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>Save it as PDF, DOCX or plain text to have it read.</source>
        <translation>Speichern Sie sie als PDF, DOCX oder reinen Text, damit sie gelesen wird.</translation>
    </message>
    <message>
        <source>Read it again when the computer is less busy, or save it in another format.</source>
        <translation>Lesen Sie sie noch einmal, wenn der Computer weniger zu tun hat, oder speichern Sie sie in einem anderen Format.</translation>
    </message>
    <message>
        <source>Open it in its own program, save it again, and read it again.</source>
        <translation>Öffnen Sie sie in ihrem Programm, speichern Sie sie neu und lesen Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>Ask its owner for permission to read it.</source>
        <translation>Bitten Sie den Besitzer um die Berechtigung, sie zu lesen.</translation>
    </message>
    <message>
        <source>Update the folder to see what is there now.</source>
        <translation>Aktualisieren Sie den Ordner, um zu sehen, was jetzt da ist.</translation>
    </message>
    <message>
        <source>Download it to this computer, then update the folder.</source>
        <translation>Laden Sie sie auf diesen Computer herunter und aktualisieren Sie dann den Ordner.</translation>
    </message>
    <message>
        <source>Nothing to do: links, pipes and devices are left out.</source>
        <translation>Nichts zu tun: Verknüpfungen, Pipes und Geräte werden ausgelassen.</translation>
    </message>
    <message>
        <source>Update the folder when nobody is writing the file.</source>
        <translation>Aktualisieren Sie den Ordner, wenn niemand in die Datei schreibt.</translation>
    </message>
    <message>
        <source>Nothing to do: it is no document of yours.</source>
        <translation>Nichts zu tun: Sie ist kein Dokument von Ihnen.</translation>
    </message>
    <message>
        <source>Take it in again to have it found.</source>
        <translation>Nehmen Sie sie wieder auf, damit sie gefunden wird.</translation>
    </message>
    <message>
        <source>Save those files beside it: scans can be recognised there; those with a password without it, others as PDF.</source>
        <translation>Speichern Sie diese Dateien daneben: Scans können dort erkannt werden; solche mit Kennwort ohne dieses, andere als PDF.</translation>
    </message>
    <message>
        <source>Index the folder again: it goes on where it was.</source>
        <translation>Lesen Sie den Ordner noch einmal ein: Es geht dort weiter, wo es stand.</translation>
    </message>
    <message>
        <source>only the beginning was read</source>
        <translation>nur der Anfang wurde gelesen</translation>
    </message>
    <message>
        <source>the end of the file is missing</source>
        <translation>das Ende der Datei fehlt</translation>
    </message>
    <message>
        <source>the end is missing</source>
        <translation>das Ende fehlt</translation>
    </message>
    <message>
        <source>sound or film</source>
        <translation>Ton oder Film</translation>
    </message>
    <message>
        <source>binary data</source>
        <translation>Binärdaten</translation>
    </message>
    <message>
        <source>only zero bytes</source>
        <translation>nur Nullbytes</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>PostScript</source>
        <translation>PostScript</translation>
    </message>
    <message>
        <source>7-Zip archive</source>
        <translation>7-Zip-Archiv</translation>
    </message>
    <message>
        <source>RAR archive</source>
        <translation>RAR-Archiv</translation>
    </message>
    <message>
        <source>database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Pages, Numbers or Keynote document</source>
        <translation>Dokument von Pages, Numbers oder Keynote</translation>
    </message>
    <message>
        <source>XPS document</source>
        <translation>XPS-Dokument</translation>
    </message>
    <message>
        <source>Word 2 document</source>
        <translation>Dokument von Word 2</translation>
    </message>
    <message>
        <source>a device</source>
        <translation>ein Gerät</translation>
    </message>
    <message>
        <source>a folder</source>
        <translation>ein Ordner</translation>
    </message>
    <message>
        <source>a folder on the way is a link</source>
        <translation>ein Ordner auf dem Weg dorthin ist eine Verknüpfung</translation>
    </message>
    <message>
        <source>a kind of signature</source>
        <translation>eine Art der Signatur</translation>
    </message>
    <message>
        <source>a link</source>
        <translation>eine Verknüpfung</translation>
    </message>
    <message>
        <source>a page without a size</source>
        <translation>eine Seite ohne Größe</translation>
    </message>
    <message>
        <source>a part is larger than the limit</source>
        <translation>ein Teil ist größer als die Grenze</translation>
    </message>
    <message>
        <source>a rare compression</source>
        <translation>eine seltene Kompression</translation>
    </message>
    <message>
        <source>a signature only</source>
        <translation>nur eine Signatur</translation>
    </message>
    <message>
        <source>bad data in the archive</source>
        <translation>fehlerhafte Daten im Archiv</translation>
    </message>
    <message>
        <source>bad data in the package</source>
        <translation>fehlerhafte Daten im Paket</translation>
    </message>
    <message>
        <source>copy protection</source>
        <translation>Kopierschutz</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <source>cut off or not a ZIP inside</source>
        <translation>abgeschnitten, oder innen kein ZIP</translation>
    </message>
    <message>
        <source>in use by another program</source>
        <translation>von einem anderen Programm benutzt</translation>
    </message>
    <message>
        <source>its formatted text is cut off</source>
        <translation>der formatierte Text ist abgeschnitten</translation>
    </message>
    <message>
        <source>its formatted text is unreadable</source>
        <translation>der formatierte Text ist unlesbar</translation>
    </message>
    <message>
        <source>its parts are larger than the limit</source>
        <translation>die Teile sind größer als die Grenze</translation>
    </message>
    <message>
        <source>more parts than are read</source>
        <translation>mehr Teile, als gelesen werden</translation>
    </message>
    <message>
        <source>needs too much memory</source>
        <translation>braucht zu viel Speicher</translation>
    </message>
    <message>
        <source>no document inside</source>
        <translation>kein Dokument darin</translation>
    </message>
    <message>
        <source>no language for text recognition</source>
        <translation>keine Sprache für die Texterkennung</translation>
    </message>
    <message>
        <source>no list of its pieces of text</source>
        <translation>kein Verzeichnis der Textstücke</translation>
    </message>
    <message>
        <source>no list of its slides</source>
        <translation>kein Verzeichnis der Folien</translation>
    </message>
    <message>
        <source>no messages inside</source>
        <translation>keine Nachrichten darin</translation>
    </message>
    <message>
        <source>no page inside</source>
        <translation>keine Seite darin</translation>
    </message>
    <message>
        <source>no pages</source>
        <translation>keine Seiten</translation>
    </message>
    <message>
        <source>no pictures of pages</source>
        <translation>keine Bilder von Seiten</translation>
    </message>
    <message>
        <source>no workbook inside</source>
        <translation>keine Arbeitsmappe darin</translation>
    </message>
    <message>
        <source>not a Word document inside</source>
        <translation>kein Word-Dokument darin</translation>
    </message>
    <message>
        <source>not a notebook</source>
        <translation>kein Notebook</translation>
    </message>
    <message>
        <source>not a path inside the folder</source>
        <translation>kein Pfad im Ordner</translation>
    </message>
    <message>
        <source>not opened</source>
        <translation>nicht geöffnet</translation>
    </message>
    <message>
        <source>nothing inside</source>
        <translation>nichts darin</translation>
    </message>
    <message>
        <source>packed too deep</source>
        <translation>zu tief verpackt</translation>
    </message>
    <message>
        <source>part of the XML inside</source>
        <translation>ein Teil des XML darin</translation>
    </message>
    <message>
        <source>part of the workbook</source>
        <translation>ein Teil der Arbeitsmappe</translation>
    </message>
    <message>
        <source>read without its structure</source>
        <translation>ohne die Gliederung gelesen</translation>
    </message>
    <message>
        <source>replaced while it was opened</source>
        <translation>beim Öffnen ersetzt</translation>
    </message>
    <message>
        <source>text recognition failed</source>
        <translation>die Texterkennung schlug fehl</translation>
    </message>
    <message>
        <source>text recognition is not installed</source>
        <translation>die Texterkennung ist nicht installiert</translation>
    </message>
    <message>
        <source>the language data cannot be used</source>
        <translation>die Sprachdaten sind nicht zu gebrauchen</translation>
    </message>
    <message>
        <source>the rest of the archive</source>
        <translation>der Rest des Archivs</translation>
    </message>
    <message>
        <source>the same folder again, mounted inside itself</source>
        <translation>derselbe Ordner noch einmal, in sich selbst eingehängt</translation>
    </message>
    <message>
        <source>the signature around it</source>
        <translation>die Signatur darum</translation>
    </message>
    <message>
        <source>too many pieces of text</source>
        <translation>zu viele Textstücke</translation>
    </message>
    <message>
        <source>too many records</source>
        <translation>zu viele Datensätze</translation>
    </message>
    <message>
        <source>unpacks to more than the limit</source>
        <translation>wird entpackt größer als die Grenze</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>Seite %1</translation>
    </message>
    <message>
        <source>pages %1</source>
        <translation>Seiten %1</translation>
    </message>
    <message>
        <source>pages %1 and %2 more</source>
        <translation>Seiten %1 und %2 weitere</translation>
    </message>
    <message>
        <source>pages 1 to %1 of %2</source>
        <translation>Seiten 1 bis %1 von %2</translation>
    </message>
    <message>
        <source>slide %1</source>
        <translation>Folie %1</translation>
    </message>
    <message>
        <source>the first %1 slides</source>
        <translation>die ersten %1 Folien</translation>
    </message>
    <message>
        <source>the first %1 attachments</source>
        <translation>die ersten %1 Anhänge</translation>
    </message>
    <message>
        <source>the first %1 characters</source>
        <translation>die ersten %1 Zeichen</translation>
    </message>
    <message>
        <source>the first %1 entries were read</source>
        <translation>die ersten %1 Einträge wurden gelesen</translation>
    </message>
    <message>
        <source>the first %1 files inside</source>
        <translation>die ersten %1 Dateien darin</translation>
    </message>
    <message>
        <source>%1 of %2 files inside were read</source>
        <translation>%1 von %2 Dateien darin wurden gelesen</translation>
    </message>
    <message>
        <source>%1 of %2 files inside: %3</source>
        <translation>%1 von %2 Dateien darin: %3</translation>
    </message>
    <message>
        <source>large ones: %1</source>
        <translation>große: %1</translation>
    </message>
    <message>
        <source>more than %1 folders deep</source>
        <translation>mehr als %1 Ordner tief</translation>
    </message>
    <message>
        <source>%1 entries</source>
        <translation>%1 Einträge</translation>
    </message>
    <message>
        <source>%1 parts</source>
        <translation>%1 Teile</translation>
    </message>
</context>
<context>
    <name>RecentRow</name>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Take %1 off the list</source>
        <translation>%1 aus der Liste nehmen</translation>
    </message>
</context>
<context>
    <name>Remedies</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>They are gone</source>
        <translation>Sie sind wirklich weg</translation>
    </message>
    <message>
        <source>Make the index anew</source>
        <translation>Index neu anlegen</translation>
    </message>
    <message>
        <source>Open another folder…</source>
        <translation>Anderen Ordner öffnen …</translation>
    </message>
    <message>
        <source>Set a key…</source>
        <translation>Schlüssel angeben …</translation>
    </message>
    <message>
        <source>Keys and privacy…</source>
        <translation>Schlüssel und Datenschutz …</translation>
    </message>
    <message>
        <source>What would be sent…</source>
        <translation>Was gesendet würde …</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>Modell wählen …</translation>
    </message>
</context>
<context>
    <name>RemovalDialog</name>
    <message>
        <source>Remove duplicates</source>
        <translation>Dubletten entfernen</translation>
    </message>
    <message>
        <source>What goes and what stays</source>
        <translation>Was geht und was bleibt</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>To the &amp;bin</source>
        <translation>In den &amp;Papierkorb</translation>
    </message>
    <message>
        <source>Into a &amp;folder of your own…</source>
        <translation>In einen eigenen &amp;Ordner…</translation>
    </message>
    <message>
        <source>Bring them back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Looking what may be removed…</source>
        <translation>Es wird geprüft, was entfernt werden darf…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s) to remove</source>
        <translation>
            <numerusform>%Ln Dokument zu entfernen</numerusform>
            <numerusform>%Ln Dokumente zu entfernen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 are freed. Each document and the copy that stays are read once more before it is moved. You can bring all of them back, also later.</source>
        <translation>%1 werden frei. Jedes Dokument und das Exemplar, das bleibt, werden noch einmal gelesen, bevor es verschoben wird. Sie können alle zurückholen, auch später.</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>Weil</translation>
    </message>
    <message>
        <source>%1 stays</source>
        <translation>%1 bleibt</translation>
    </message>
    <message>
        <source>Goes</source>
        <translation>Geht</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>Bleibt</translation>
    </message>
    <message>
        <source>Removing…</source>
        <translation>Wird entfernt…</translation>
    </message>
    <message>
        <source>Bringing back…</source>
        <translation>Wird zurückgeholt…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s) removed</source>
        <translation>
            <numerusform>%Ln Dokument entfernt</numerusform>
            <numerusform>%Ln Dokumente entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s) brought back</source>
        <translation>
            <numerusform>%Ln Dokument zurückgeholt</numerusform>
            <numerusform>%Ln Dokumente zurückgeholt</numerusform>
        </translation>
    </message>
    <message>
        <source>Brought back</source>
        <translation>Zurückgeholt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln stayed as they were; the list says why.</source>
        <translation>
            <numerusform>%Ln blieb, wie es war; die Liste sagt, warum.</numerusform>
            <numerusform>%Ln blieben, wie sie waren; die Liste sagt, warum.</numerusform>
        </translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Was daraus wurde</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>Nicht getan</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln document(s) to the bin</source>
        <translation>
            <numerusform>%Ln Dokument in den Papierkorb</numerusform>
            <numerusform>%Ln Dokumente in den Papierkorb</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln document(s) into the folder</source>
        <translation>
            <numerusform>%Ln Dokument in den Ordner</numerusform>
            <numerusform>%Ln Dokumente in den Ordner</numerusform>
        </translation>
    </message>
    <message>
        <source>Into the &amp;folder %1</source>
        <translation>In den &amp;Ordner %1</translation>
    </message>
    <message>
        <source>Put removed documents into</source>
        <translation>Entfernte Dokumente ablegen in</translation>
    </message>
</context>
<context>
    <name>Removing</name>
    <message>
        <source>looking what may be removed</source>
        <translation>prüfen, was entfernt werden darf</translation>
    </message>
    <message>
        <source>bringing documents back</source>
        <translation>Dokumente zurückholen</translation>
    </message>
    <message>
        <source>removing documents</source>
        <translation>Dokumente entfernen</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Report on this review</source>
        <translation>Bericht über diese Durchsicht</translation>
    </message>
    <message>
        <source>What is alike, what was decided and what was removed, with the evidence in short, how much of the folder could be read, and by which rules.</source>
        <translation>Was sich gleicht, was entschieden und was entfernt wurde, mit den Belegen in Kürze, wie viel des Ordners gelesen werden konnte und nach welchen Regeln.</translation>
    </message>
    <message>
        <source>&amp;PDF, to print or to file</source>
        <translation>&amp;PDF, zum Drucken oder für die Akte</translation>
    </message>
    <message>
        <source>&amp;Web page</source>
        <translation>&amp;Webseite</translation>
    </message>
    <message>
        <source>&amp;Table for a spreadsheet (CSV)</source>
        <translation>&amp;Tabelle für die Tabellenkalkulation (CSV)</translation>
    </message>
    <message>
        <source>Data for other &amp;programs (JSON)</source>
        <translation>&amp;Daten für andere Programme (JSON)</translation>
    </message>
    <message>
        <source>&amp;Numbers in place of names</source>
        <translation>&amp;Nummern statt Namen</translation>
    </message>
    <message>
        <source>Without names, places, notes and words of documents: to show to others</source>
        <translation>Ohne Namen, Orte, Notizen und Wörter aus Dokumenten: um ihn anderen zu zeigen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The report is saved</source>
        <translation>Der Bericht ist gespeichert</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Den Bericht speichern</translation>
    </message>
</context>
<context>
    <name>ReportPdf</name>
    <message>
        <source>Page %1</source>
        <translation>Seite %1</translation>
    </message>
</context>
<context>
    <name>Reporting</name>
    <message>
        <source>writing a report</source>
        <translation>einen Bericht schreiben</translation>
    </message>
</context>
<context>
    <name>ResultDelegate</name>
    <message numerus="yes">
        <source>+%Ln alike</source>
        <translation>
            <numerusform>+%Ln gleiches</numerusform>
            <numerusform>+%Ln gleiche</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultRow</name>
    <message>
        <source>Same file</source>
        <translation>Dieselbe Datei</translation>
    </message>
    <message>
        <source>Same text</source>
        <translation>Derselbe Text</translation>
    </message>
    <message>
        <source>Nearly the same text, %1 %</source>
        <translation>Fast derselbe Text, %1 %</translation>
    </message>
    <message>
        <source>Found by its words: %1.</source>
        <translation>An den Wörtern gefunden: %1.</translation>
    </message>
    <message>
        <source>Matched by meaning (%1); no word of the query occurs in it.</source>
        <translation>Dem Sinn nach gefunden (%1); kein Wort der Anfrage kommt darin vor.</translation>
    </message>
    <message>
        <source>Matched by meaning (%1); words: %2.</source>
        <translation>Dem Sinn nach gefunden (%1); Wörter: %2.</translation>
    </message>
    <message>
        <source>The same bytes in another place.</source>
        <translation>Dieselben Bytes an anderer Stelle.</translation>
    </message>
    <message>
        <source>Alike by meaning (%1) and by words (%2).</source>
        <translation>Ähnlich dem Sinn nach (%1) und in den Wörtern (%2).</translation>
    </message>
</context>
<context>
    <name>ResultsModel</name>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln alike</source>
        <translation>
            <numerusform>%Ln gleiches</numerusform>
            <numerusform>%Ln gleiche</numerusform>
        </translation>
    </message>
    <message>
        <source>score %1</source>
        <translation>Wert %1</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Results</source>
        <translation>Treffer</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Identical files</source>
        <translation>Identische Dateien</translation>
    </message>
    <message>
        <source>Identical text</source>
        <translation>Identischer Text</translation>
    </message>
    <message>
        <source>Near duplicates</source>
        <translation>Fast gleich</translation>
    </message>
    <message>
        <source>One contains the other</source>
        <translation>Eines enthält das andere</translation>
    </message>
    <message>
        <source>Same template</source>
        <translation>Gleiche Vorlage</translation>
    </message>
    <message>
        <source>Possibly a poor scan</source>
        <translation>Vielleicht ein schlechter Scan</translation>
    </message>
    <message>
        <source>Of the same topic</source>
        <translation>Zum selben Thema</translation>
    </message>
    <message>
        <source>The same file, byte by byte</source>
        <translation>Dieselbe Datei, Byte für Byte</translation>
    </message>
    <message>
        <source>The same text</source>
        <translation>Derselbe Text</translation>
    </message>
    <message>
        <source>Nearly the same text</source>
        <translation>Fast derselbe Text</translation>
    </message>
    <message>
        <source>Contains it and says more</source>
        <translation>Enthält es und sagt mehr</translation>
    </message>
    <message>
        <source>Is contained in it</source>
        <translation>Ist darin enthalten</translation>
    </message>
    <message>
        <source>Same template, other details</source>
        <translation>Gleiche Vorlage, andere Angaben</translation>
    </message>
    <message>
        <source>Possibly a poor scan of it</source>
        <translation>Vielleicht ein schlechter Scan davon</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Partly decided</source>
        <translation>Teils entschieden</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Entschieden</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Widerspruch</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Dublette</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Fassung</translation>
    </message>
    <message>
        <source>Not related</source>
        <translation>Nicht verwandt</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>stands by itself</source>
        <translation>steht für sich</translation>
    </message>
    <message>
        <source>was read in full</source>
        <translation>wurde ganz gelesen</translation>
    </message>
    <message>
        <source>has the most text</source>
        <translation>hat den meisten Text</translation>
    </message>
    <message>
        <source>is in the format it was written in</source>
        <translation>hat das Format, in dem es geschrieben wurde</translation>
    </message>
    <message>
        <source>has the shortest path</source>
        <translation>hat den kürzesten Pfad</translation>
    </message>
    <message>
        <source>is the newest</source>
        <translation>ist das neueste</translation>
    </message>
    <message>
        <source>is the oldest</source>
        <translation>ist das älteste</translation>
    </message>
    <message>
        <source>comes first by name</source>
        <translation>kommt dem Namen nach zuerst</translation>
    </message>
    <message>
        <source>is in a protected folder</source>
        <translation>liegt in einem geschützten Ordner</translation>
    </message>
    <message>
        <source>was chosen by you</source>
        <translation>wurde von Ihnen gewählt</translation>
    </message>
    <message>
        <source>contains the others</source>
        <translation>enthält die anderen</translation>
    </message>
    <message>
        <source>is what the others were compared with</source>
        <translation>ist, womit die anderen verglichen wurden</translation>
    </message>
    <message>
        <source>A file of its own before one that holds others</source>
        <translation>Eine eigene Datei vor einer, die andere enthält</translation>
    </message>
    <message>
        <source>What was read in full before what was read in part</source>
        <translation>Ganz Gelesenes vor teilweise Gelesenem</translation>
    </message>
    <message>
        <source>The one with the most text</source>
        <translation>Das mit dem meisten Text</translation>
    </message>
    <message>
        <source>The format it was written in before a print of it</source>
        <translation>Das Format, in dem es geschrieben wurde, vor einem Ausdruck</translation>
    </message>
    <message>
        <source>The shortest path</source>
        <translation>Der kürzeste Pfad</translation>
    </message>
    <message>
        <source>The newest</source>
        <translation>Das neueste</translation>
    </message>
    <message>
        <source>The oldest</source>
        <translation>Das älteste</translation>
    </message>
    <message>
        <source>both are names of one and the same file</source>
        <translation>beides sind Namen ein und derselben Datei</translation>
    </message>
    <message>
        <source>its tags or indents may say what its words do not</source>
        <translation>seine Auszeichnung oder Einrückung sagt vielleicht, was seine Wörter nicht sagen</translation>
    </message>
    <message>
        <source>numbers, dates, names or a word such as “not” differ</source>
        <translation>Zahlen, Daten, Namen oder ein Wort wie „nicht“ sind anders</translation>
    </message>
    <message>
        <source>it says something that the kept copy does not</source>
        <translation>es sagt etwas, das im behaltenen Exemplar fehlt</translation>
    </message>
    <message>
        <source>the kept copy says something ahead of it</source>
        <translation>das behaltene Exemplar stellt ihm etwas voran</translation>
    </message>
    <message>
        <source>its text may not be all that it says</source>
        <translation>sein Text ist vielleicht nicht alles, was es sagt</translation>
    </message>
    <message>
        <source>one of the two holds other files</source>
        <translation>eines der beiden enthält andere Dateien</translation>
    </message>
    <message>
        <source>headers, footers, links or pictures differ</source>
        <translation>Kopf- oder Fußzeilen, Verweise oder Bilder sind anders</translation>
    </message>
    <message>
        <source>it lies in a protected folder</source>
        <translation>es liegt in einem geschützten Ordner</translation>
    </message>
    <message>
        <source>another group keeps it</source>
        <translation>eine andere Gruppe behält es</translation>
    </message>
    <message>
        <source>it says more than the kept copy</source>
        <translation>es sagt mehr als das behaltene Exemplar</translation>
    </message>
    <message>
        <source>it is another document on the same template</source>
        <translation>es ist ein anderes Dokument nach derselben Vorlage</translation>
    </message>
    <message>
        <source>that it is a copy is likely, not certain</source>
        <translation>dass es eine Kopie ist, ist wahrscheinlich, nicht sicher</translation>
    </message>
    <message>
        <source>it is no copy of the other</source>
        <translation>es ist keine Kopie des anderen</translation>
    </message>
    <message>
        <source>Stays: %1</source>
        <translation>Bleibt: %1</translation>
    </message>
    <message>
        <source>It is not in the index any more.</source>
        <translation>Es ist nicht mehr im Index.</translation>
    </message>
    <message>
        <source>%1 (beside %2)</source>
        <translation>%1 (neben %2)</translation>
    </message>
    <message>
        <source>%1 is to be removed as well, and a copy must stay.</source>
        <translation>%1 soll auch entfernt werden, und ein Exemplar muss bleiben.</translation>
    </message>
    <message>
        <source>No copy of it was found.</source>
        <translation>Es wurde keine Kopie davon gefunden.</translation>
    </message>
</context>
<context>
    <name>ReviewController</name>
    <message>
        <source>looking for duplicates</source>
        <translation>Dubletten suchen</translation>
    </message>
</context>
<context>
    <name>ReviewFlow</name>
    <message numerus="yes">
        <source>%Ln document(s) decided by the rule</source>
        <translation>
            <numerusform>%Ln Dokument nach der Regel entschieden</numerusform>
            <numerusform>%Ln Dokumente nach der Regel entschieden</numerusform>
        </translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Note about this document beside the kept copy:</source>
        <translation>Notiz zu diesem Dokument neben dem behaltenen Exemplar:</translation>
    </message>
    <message>
        <source>All groups shown are decided.</source>
        <translation>Alle gezeigten Gruppen sind entschieden.</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Zurückgenommen</translation>
    </message>
</context>
<context>
    <name>ReviewKeys</name>
    <message>
        <source>It is a duplicate of the kept copy</source>
        <translation>Es ist eine Dublette des behaltenen Exemplars</translation>
    </message>
    <message>
        <source>It is another version; stays</source>
        <translation>Es ist eine andere Fassung; bleibt</translation>
    </message>
    <message>
        <source>Not related; never show the two together</source>
        <translation>Nicht verwandt; die beiden nie zusammen zeigen</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Eine Notiz schreiben</translation>
    </message>
    <message>
        <source>Make it the kept copy</source>
        <translation>Zum behaltenen Exemplar machen</translation>
    </message>
    <message>
        <source>Take the last decision back</source>
        <translation>Die letzte Entscheidung zurücknehmen</translation>
    </message>
    <message>
        <source>Next group</source>
        <translation>Nächste Gruppe</translation>
    </message>
    <message>
        <source>Group before</source>
        <translation>Vorige Gruppe</translation>
    </message>
    <message>
        <source>Next group that is not decided</source>
        <translation>Nächste offene Gruppe</translation>
    </message>
    <message>
        <source>Compare over the whole window</source>
        <translation>Im ganzen Fenster vergleichen</translation>
    </message>
    <message>
        <source>Into the box of names</source>
        <translation>In das Feld für Namen</translation>
    </message>
    <message>
        <source>Remove what was decided…</source>
        <translation>Entschiedenes entfernen…</translation>
    </message>
    <message>
        <source>Save a report…</source>
        <translation>Einen Bericht speichern…</translation>
    </message>
    <message>
        <source>Show these keys</source>
        <translation>Diese Tasten zeigen</translation>
    </message>
    <message>
        <source>Document before, next document</source>
        <translation>Voriges, nächstes Dokument</translation>
    </message>
    <message>
        <source>Next difference, difference before</source>
        <translation>Nächster, voriger Unterschied</translation>
    </message>
    <message>
        <source>Choose several documents</source>
        <translation>Mehrere Dokumente wählen</translation>
    </message>
</context>
<context>
    <name>ReviewToolbar</name>
    <message>
        <source>By rule</source>
        <translation>Nach Regel</translation>
    </message>
    <message>
        <source>Kept copies…</source>
        <translation>Behaltene…</translation>
    </message>
    <message>
        <source>Rules for the kept copy, and protected folders</source>
        <translation>Regeln für das behaltene Exemplar und geschützte Ordner</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Take the last decision back (Ctrl+Z)</source>
        <translation>Die letzte Entscheidung zurücknehmen (Strg+Z)</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Bericht…</translation>
    </message>
    <message>
        <source>Save what was decided and done as PDF, web page or table (Ctrl+S)</source>
        <translation>Was entschieden und getan wurde, als PDF, Webseite oder Tabelle speichern (Strg+S)</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Keys (?)</source>
        <translation>Tasten (?)</translation>
    </message>
    <message>
        <source>Remove %1…</source>
        <translation>%1 entfernen…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s) decided to be duplicates, %1</source>
        <translation>
            <numerusform>%Ln Dokument als Dublette entschieden, %1</numerusform>
            <numerusform>%Ln Dokumente als Dubletten entschieden, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been decided to be a duplicate</source>
        <translation>Noch wurde nichts als Dublette entschieden</translation>
    </message>
    <message>
        <source>To look at: %1</source>
        <translation>Nachsehen: %1</translation>
    </message>
    <message>
        <source>Lists…</source>
        <translation>Listen…</translation>
    </message>
    <message>
        <source>What are no duplicates, decisions that are out of date, conflicts</source>
        <translation>Was keine Dubletten sind, veraltete Entscheidungen, Widersprüche</translation>
    </message>
    <message>
        <source>Bring back %1</source>
        <translation>%1 zurückholen</translation>
    </message>
    <message>
        <source>Bring back what was removed last</source>
        <translation>Das zuletzt Entfernte zurückholen</translation>
    </message>
    <message>
        <source>All identical files are duplicates</source>
        <translation>Alle identischen Dateien sind Dubletten</translation>
    </message>
    <message>
        <source>All documents with the same text are duplicates</source>
        <translation>Alle Dokumente mit demselben Text sind Dubletten</translation>
    </message>
    <message>
        <source>All that may go are duplicates</source>
        <translation>Alles, was weg darf, ist Dublette</translation>
    </message>
    <message>
        <source>Same template: not related</source>
        <translation>Gleiche Vorlage: nicht verwandt</translation>
    </message>
</context>
<context>
    <name>ReviewView</name>
    <message>
        <source>Duplicates</source>
        <translation>Dubletten</translation>
    </message>
    <message>
        <source>Looking for duplicates…</source>
        <translation>Dubletten werden gesucht…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s) so far; what is alike is shown once all are read.</source>
        <translation>
            <numerusform>Bisher %Ln Dokument; was gleich ist, wird gezeigt, sobald alle gelesen sind.</numerusform>
            <numerusform>Bisher %Ln Dokumente; was gleich ist, wird gezeigt, sobald alle gelesen sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>The folder is still being read</source>
        <translation>Der Ordner wird noch gelesen</translation>
    </message>
    <message>
        <source>Looking again…</source>
        <translation>Es wird neu gesucht…</translation>
    </message>
    <message>
        <source>Looking again… %1</source>
        <translation>Es wird neu gesucht… %1</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>What is alike is not known yet.</source>
        <translation>Was gleich ist, ist noch nicht bekannt.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu suchen</translation>
    </message>
    <message>
        <source>No duplicates among %1 (%2 not read)</source>
        <translation>Keine Dubletten unter %1 (%2 nicht gelesen)</translation>
    </message>
    <message>
        <source>The list of files shows which were not read, and why.</source>
        <translation>Die Liste der Dateien zeigt, welche nicht gelesen wurden und warum.</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search by meaning and words</source>
        <translation>Nach Sinn und Wörtern suchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Type words or a whole question. Results appear while you type.</source>
        <translation>Geben Sie Wörter oder eine ganze Frage ein. Treffer erscheinen, während Sie tippen.</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Suche läuft</translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln weaker match(es)</source>
        <translation>
            <numerusform>%Ln schwächeren Treffer zeigen</numerusform>
            <numerusform>%Ln schwächere Treffer zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Best %1 of %2 documents</source>
        <translation>Die besten %1 von %2 Dokumenten</translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s) found among %2</source>
        <translation>
            <numerusform>%Ln Dokument von %2 gefunden</numerusform>
            <numerusform>%Ln Dokumente von %2 gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>So far: %1 of %2 files are read. Results grow until all are.</source>
        <translation>Bisher sind %1 von %2 Dateien gelesen. Es kommen Treffer hinzu, bis alle gelesen sind.</translation>
    </message>
    <message numerus="yes">
        <source>Search %Ln document(s) by what they say</source>
        <translation>
            <numerusform>Ein Dokument nach seinem Sinn durchsuchen</numerusform>
            <numerusform>%Ln Dokumente nach ihrem Sinn durchsuchen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is read yet</source>
        <translation>Noch ist nichts gelesen</translation>
    </message>
    <message>
        <source>Type a question or a few words; other wording with the same meaning is found, too. Or drop a file or some text here to find what is like it.</source>
        <translation>Geben Sie eine Frage oder einige Wörter ein; auch anders Formuliertes mit demselben Sinn wird gefunden. Oder ziehen Sie eine Datei oder einen Text hierher, um Ähnliches zu finden.</translation>
    </message>
    <message numerus="yes">
        <source>None of %Ln file(s) could be read</source>
        <translation>
            <numerusform>Die %Ln Datei konnte nicht gelesen werden</numerusform>
            <numerusform>Keine der %Ln Dateien konnte gelesen werden</numerusform>
        </translation>
    </message>
    <message>
        <source>The list of files shows why, and what can be done.</source>
        <translation>Die Liste der Dateien zeigt, warum, und was sich tun lässt.</translation>
    </message>
    <message>
        <source>This folder has no documents yet</source>
        <translation>In diesem Ordner sind noch keine Dokumente</translation>
    </message>
    <message>
        <source>Put some into it: they are read by themselves, and can be found then.</source>
        <translation>Legen Sie welche hinein: Sie werden von selbst gelesen und sind dann zu finden.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message numerus="yes">
        <source>Nothing found in %Ln document(s).</source>
        <translation>
            <numerusform>In einem Dokument nichts gefunden.</numerusform>
            <numerusform>In %Ln Dokumenten nichts gefunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Only words were compared.</source>
        <translation>Nur Wörter wurden verglichen.</translation>
    </message>
    <message>
        <source>What stands in quotation marks has to occur word for word.</source>
        <translation>Was in Anführungszeichen steht, muss wörtlich vorkommen.</translation>
    </message>
    <message>
        <source>Only what the filters let through was searched.</source>
        <translation>Durchsucht wurde nur, was die Filter durchlassen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) are not read yet.</source>
        <translation>
            <numerusform>Eine Datei ist noch nicht gelesen.</numerusform>
            <numerusform>%Ln Dateien sind noch nicht gelesen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be read.</source>
        <translation>
            <numerusform>Eine Datei konnte nicht gelesen werden.</numerusform>
            <numerusform>%Ln Dateien konnten nicht gelesen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message numerus="yes">
        <source>Nothing close found in %Ln document(s).</source>
        <translation>
            <numerusform>Nichts Naheliegendes in %Ln Dokument gefunden.</numerusform>
            <numerusform>Nichts Naheliegendes in %Ln Dokumenten gefunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>What there is is far from these words in meaning, and has none of them.</source>
        <translation>Was es gibt, liegt dem Sinn nach weit von diesen Wörtern weg und enthält keines von ihnen.</translation>
    </message>
    <message>
        <source>Show these files</source>
        <translation>Diese Dateien zeigen</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>The folder “%1” cannot be found.</source>
        <translation>Der Ordner „%1“ ist nicht zu finden.</translation>
    </message>
    <message>
        <source>Check that its drive is connected and the name is right.</source>
        <translation>Prüfen Sie, ob sein Laufwerk verbunden ist und der Name stimmt.</translation>
    </message>
    <message>
        <source>“%1” is not a folder.</source>
        <translation>„%1“ ist kein Ordner.</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>Wählen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>No folder was named.</source>
        <translation>Es wurde kein Ordner genannt.</translation>
    </message>
    <message>
        <source>Name the folder with the documents.</source>
        <translation>Nennen Sie den Ordner mit den Dokumenten.</translation>
    </message>
    <message>
        <source>The folder %1 is not there.</source>
        <translation>Der Ordner %1 ist nicht da.</translation>
    </message>
    <message>
        <source>Connect its drive, or choose another folder.</source>
        <translation>Verbinden Sie sein Laufwerk oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be listed.</source>
        <translation>Der Inhalt des Ordners %1 kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Ask its owner for permission to read it.</source>
        <translation>Bitten Sie den Eigentümer um das Recht, ihn zu lesen.</translation>
    </message>
    <message>
        <source>%1 of %2 indexed documents are no longer in the folder.</source>
        <translation>%1 von %2 Dokumenten des Index sind nicht mehr im Ordner.</translation>
    </message>
    <message>
        <source>Nothing in this folder has been indexed yet.</source>
        <translation>In diesem Ordner ist noch nichts gelesen.</translation>
    </message>
    <message>
        <source>The index of this folder is just being made.</source>
        <translation>Der Index dieses Ordners wird gerade angelegt.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Another Likewise is indexing this folder.</source>
        <translation>Ein anderes Likewise liest diesen Ordner gerade.</translation>
    </message>
    <message>
        <source>Wait until it is done, or close it.</source>
        <translation>Warten Sie, bis es fertig ist, oder schließen Sie es.</translation>
    </message>
    <message>
        <source>Another Likewise is writing this index.</source>
        <translation>Ein anderes Likewise schreibt gerade an diesem Index.</translation>
    </message>
    <message>
        <source>Wait until it is done, then try again.</source>
        <translation>Warten Sie, bis es fertig ist, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The index at “%1” is damaged: %2.</source>
        <translation>Der Index unter „%1“ ist beschädigt: %2.</translation>
    </message>
    <message>
        <source>“%1” is not an index folder but a file or a link.</source>
        <translation>„%1“ ist kein Index, sondern eine Datei oder eine Verknüpfung.</translation>
    </message>
    <message>
        <source>Move it away; then index the folder again.</source>
        <translation>Legen Sie es anderswo ab; lassen Sie den Ordner dann erneut lesen.</translation>
    </message>
    <message>
        <source>The index at “%1” was made by a newer Likewise.</source>
        <translation>Der Index unter „%1“ stammt von einem neueren Likewise.</translation>
    </message>
    <message>
        <source>Update Likewise, or move that index away to make a new one.</source>
        <translation>Aktualisieren Sie Likewise oder legen Sie diesen Index anderswo ab, damit ein neuer entsteht.</translation>
    </message>
    <message>
        <source>The index at “%1” was made by an earlier Likewise and cannot be changed there.</source>
        <translation>Der Index unter „%1“ stammt von einem früheren Likewise und kann dort nicht geändert werden.</translation>
    </message>
    <message>
        <source>The index was not closed cleanly and lies where nothing can be written.</source>
        <translation>Der Index wurde nicht sauber geschlossen und liegt, wo nichts geschrieben werden kann.</translation>
    </message>
    <message>
        <source>Copy the folder and its index to a disk that can be written.</source>
        <translation>Kopieren Sie den Ordner und seinen Index auf einen beschreibbaren Datenträger.</translation>
    </message>
    <message>
        <source>The disk that holds the index is full; what was indexed so far is safe.</source>
        <translation>Der Datenträger mit dem Index ist voll; was bisher gelesen wurde, ist sicher.</translation>
    </message>
    <message>
        <source>Make some room, then index again: it goes on where it was.</source>
        <translation>Schaffen Sie Platz und lassen Sie dann weiterlesen: Es geht weiter, wo es war.</translation>
    </message>
    <message>
        <source>The index cannot be written at “%1” (%2).</source>
        <translation>Der Index kann unter „%1“ nicht geschrieben werden (%2).</translation>
    </message>
    <message>
        <source>Free some space or give yourself permission to write there.</source>
        <translation>Schaffen Sie Platz oder geben Sie sich das Recht, dort zu schreiben.</translation>
    </message>
    <message>
        <source>The index at “%1” cannot be written.</source>
        <translation>Der Index unter „%1“ kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Give yourself permission to write there, or choose your profile as its place.</source>
        <translation>Geben Sie sich das Recht, dort zu schreiben, oder wählen Sie Ihr Profil als Ort.</translation>
    </message>
    <message>
        <source>The index at “%1” cannot be reached (%2).</source>
        <translation>Der Index unter „%1“ ist nicht erreichbar (%2).</translation>
    </message>
    <message>
        <source>Check that its drive is connected and you may write there.</source>
        <translation>Prüfen Sie, ob sein Laufwerk verbunden ist und Sie dort schreiben dürfen.</translation>
    </message>
    <message>
        <source>What is left out could not be noted in “%1” (%2).</source>
        <translation>Was ausgelassen wird, konnte in „%1“ nicht vermerkt werden (%2).</translation>
    </message>
    <message>
        <source>Check that the disk has room and that you may write there.</source>
        <translation>Prüfen Sie, ob der Datenträger Platz hat und Sie dort schreiben dürfen.</translation>
    </message>
    <message>
        <source>The index is made anew with %1, beside the old one, which answers until the new one has read everything.</source>
        <translation>Der Index wird mit %1 neu angelegt, neben dem alten, der antwortet, bis der neue alles gelesen hat.</translation>
    </message>
    <message>
        <source>The search is empty.</source>
        <translation>Die Suche ist leer.</translation>
    </message>
    <message>
        <source>Type a few words or a question.</source>
        <translation>Geben Sie ein paar Wörter oder eine Frage ein.</translation>
    </message>
    <message>
        <source>“%1” is not in the index.</source>
        <translation>„%1“ ist nicht im Index.</translation>
    </message>
    <message>
        <source>Index the folder again, or look for its new name.</source>
        <translation>Lassen Sie den Ordner erneut durchsehen oder suchen Sie nach dem neuen Namen.</translation>
    </message>
    <message>
        <source>“%1” is not in the index, or could not be read.</source>
        <translation>„%1“ ist nicht im Index oder konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The list of files shows why.</source>
        <translation>Die Liste der Dateien zeigt, warum.</translation>
    </message>
    <message>
        <source>No text could be read from “%1”, so nothing can be compared with it.</source>
        <translation>Aus „%1“ war kein Text zu lesen, daher lässt sich nichts damit vergleichen.</translation>
    </message>
    <message>
        <source>The list of files says why.</source>
        <translation>Die Liste der Dateien sagt, warum.</translation>
    </message>
    <message>
        <source>There is no text to compare.</source>
        <translation>Es gibt keinen Text zu vergleichen.</translation>
    </message>
    <message>
        <source>Paste or choose some text.</source>
        <translation>Fügen Sie Text ein oder wählen Sie welchen aus.</translation>
    </message>
    <message>
        <source>These are one and the same document.</source>
        <translation>Das ist ein und dasselbe Dokument.</translation>
    </message>
    <message>
        <source>Name another one.</source>
        <translation>Nennen Sie ein anderes.</translation>
    </message>
    <message>
        <source>There is no subfolder “%1”.</source>
        <translation>Es gibt keinen Unterordner „%1“.</translation>
    </message>
    <message>
        <source>Name one inside the folder.</source>
        <translation>Nennen Sie einen, der im Ordner liegt.</translation>
    </message>
    <message>
        <source>“%1”: %2.</source>
        <translation>„%1“: %2.</translation>
    </message>
    <message>
        <source>The model “%1” is not the one this index was made with.</source>
        <translation>Das Modell „%1“ ist nicht das, mit dem dieser Index angelegt wurde.</translation>
    </message>
    <message>
        <source>Index the folder again to use the model as it is now.</source>
        <translation>Lassen Sie den Ordner erneut lesen, um das Modell so zu verwenden, wie es jetzt ist.</translation>
    </message>
    <message>
        <source>The model %1 is not on this computer.</source>
        <translation>Das Modell %1 ist nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>The weights of %1 are not the ones Likewise was shipped with.</source>
        <translation>Die Gewichte von %1 sind nicht die, mit denen Likewise ausgeliefert wurde.</translation>
    </message>
    <message>
        <source>Install Likewise again.</source>
        <translation>Installieren Sie Likewise neu.</translation>
    </message>
    <message>
        <source>The files of %1 are not the ones Likewise knows.</source>
        <translation>Die Dateien von %1 sind nicht die, die Likewise kennt.</translation>
    </message>
    <message>
        <source>The file %1 of the model is not the one that was downloaded.</source>
        <translation>Die Datei %1 des Modells ist nicht die, die geladen wurde.</translation>
    </message>
    <message>
        <source>There is no model of that name and no folder at that place.</source>
        <translation>Es gibt kein Modell dieses Namens und keinen Ordner an dieser Stelle.</translation>
    </message>
    <message>
        <source>There is not enough memory for the model.</source>
        <translation>Der Arbeitsspeicher reicht für das Modell nicht aus.</translation>
    </message>
    <message>
        <source>Close other programs.</source>
        <translation>Schließen Sie andere Programme.</translation>
    </message>
    <message>
        <source>The model gave unusable vectors.</source>
        <translation>Das Modell lieferte unbrauchbare Vektoren.</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>Wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>The model stopped twice at the same passages.</source>
        <translation>Das Modell ist zweimal an denselben Stellen stehen geblieben.</translation>
    </message>
    <message>
        <source>Close other programs, or choose another model.</source>
        <translation>Schließen Sie andere Programme oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>The model&apos;s process cannot be started.</source>
        <translation>Der Prozess des Modells kann nicht gestartet werden.</translation>
    </message>
    <message>
        <source>The model failed (%1).</source>
        <translation>Das Modell ist gescheitert (%1).</translation>
    </message>
    <message>
        <source>The model cannot be loaded.</source>
        <translation>Das Modell kann nicht geladen werden.</translation>
    </message>
    <message>
        <source>The model has no weights.</source>
        <translation>Das Modell hat keine Gewichte.</translation>
    </message>
    <message>
        <source>The model has no tokenizer.json.</source>
        <translation>Das Modell hat keine tokenizer.json.</translation>
    </message>
    <message>
        <source>The tokenizer of the model cannot be read.</source>
        <translation>Der Tokenizer des Modells ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The settings of the model cannot be read.</source>
        <translation>Die Einstellungen des Modells sind nicht lesbar.</translation>
    </message>
    <message>
        <source>The weights of the model cannot be read.</source>
        <translation>Die Gewichte des Modells sind nicht lesbar.</translation>
    </message>
    <message>
        <source>The weights of the model are damaged or not what its settings say.</source>
        <translation>Die Gewichte des Modells sind beschädigt oder nicht, was seine Einstellungen sagen.</translation>
    </message>
    <message>
        <source>Get a fresh copy of the model.</source>
        <translation>Besorgen Sie eine frische Kopie des Modells.</translation>
    </message>
    <message>
        <source>This computer has no device “%1” that can run the model.</source>
        <translation>Dieser Computer hat kein Gerät „%1“, auf dem das Modell laufen kann.</translation>
    </message>
    <message>
        <source>The fast mode does not pay on this computer: %1.</source>
        <translation>Der schnelle Modus lohnt sich auf diesem Computer nicht: %1.</translation>
    </message>
    <message>
        <source>Use the model without “%1”.</source>
        <translation>Verwenden Sie das Modell ohne „%1“.</translation>
    </message>
    <message>
        <source>%1 So exact numbers are used.</source>
        <translation>%1 Also wird mit genauen Zahlen gerechnet.</translation>
    </message>
    <message>
        <source>The process that reads documents does not start.</source>
        <translation>Der Prozess, der Dokumente liest, startet nicht.</translation>
    </message>
    <message>
        <source>Start Likewise again; if that does not help, install it again.</source>
        <translation>Starten Sie Likewise neu; hilft das nicht, installieren Sie es neu.</translation>
    </message>
    <message>
        <source>The settings could not be written to “%1” (%2).</source>
        <translation>Die Einstellungen konnten nicht in „%1“ geschrieben werden (%2).</translation>
    </message>
    <message>
        <source>There are no sample documents here.</source>
        <translation>Hier gibt es keine Beispieldokumente.</translation>
    </message>
    <message>
        <source>The sample documents cannot be copied to “%1” (%2).</source>
        <translation>Die Beispieldokumente können nicht nach „%1“ kopiert werden (%2).</translation>
    </message>
    <message>
        <source>Name a folder of your own.</source>
        <translation>Wählen Sie einen eigenen Ordner.</translation>
    </message>
    <message>
        <source>Something went wrong in Likewise (%1). Please report it.</source>
        <translation>In Likewise ist etwas schiefgegangen (%1). Bitte melden Sie es.</translation>
    </message>
    <message>
        <source>Something went wrong in Likewise (%1). Please report it with the details in “%2”; they hold no text of your documents.</source>
        <translation>In Likewise ist etwas schiefgegangen (%1). Bitte melden Sie es mit den Einzelheiten in „%2“; sie enthalten keinen Text Ihrer Dokumente.</translation>
    </message>
    <message>
        <source>Stopped before it was its turn.</source>
        <translation>Angehalten, bevor es an der Reihe war.</translation>
    </message>
    <message>
        <source>It stays, as %1.</source>
        <translation>Es bleibt, denn: %1.</translation>
    </message>
    <message>
        <source>It could not be moved to the bin (%1).</source>
        <translation>Es ließ sich nicht in den Papierkorb legen (%1).</translation>
    </message>
    <message>
        <source>It was put back: %1</source>
        <translation>Es wurde zurückgelegt: %1</translation>
    </message>
    <message>
        <source>A document is no copy of itself.</source>
        <translation>Ein Dokument ist keine Kopie seiner selbst.</translation>
    </message>
    <message>
        <source>“%1”, which was to stay for it, is listed too.</source>
        <translation>„%1“, das dafür bleiben sollte, steht auch auf der Liste.</translation>
    </message>
    <message>
        <source>It stays for another document on the list.</source>
        <translation>Es bleibt für ein anderes Dokument der Liste.</translation>
    </message>
    <message>
        <source>Another document was removed because this one stays.</source>
        <translation>Ein anderes Dokument wurde entfernt, weil dieses bleibt.</translation>
    </message>
    <message>
        <source>Both are names of one and the same file.</source>
        <translation>Beides sind Namen ein und derselben Datei.</translation>
    </message>
    <message>
        <source>“%1” is being removed, or kept for another, by someone else.</source>
        <translation>„%1“ wird gerade von jemand anderem entfernt oder für anderes behalten.</translation>
    </message>
    <message>
        <source>“%1” has changed since it was reviewed.</source>
        <translation>„%1“ hat sich geändert, seit es geprüft wurde.</translation>
    </message>
    <message>
        <source>“%1” cannot be read (%2).</source>
        <translation>„%1“ lässt sich nicht lesen (%2).</translation>
    </message>
    <message>
        <source>Something else is at “%1” now.</source>
        <translation>An der Stelle „%1“ ist jetzt etwas anderes.</translation>
    </message>
    <message>
        <source>Where the system put it is not known: restore it from the bin by hand.</source>
        <translation>Wohin das System es gelegt hat, ist nicht bekannt: holen Sie es von Hand aus dem Papierkorb.</translation>
    </message>
    <message>
        <source>It is not in the bin any more.</source>
        <translation>Es ist nicht mehr im Papierkorb.</translation>
    </message>
    <message>
        <source>What is in the bin is not what was removed.</source>
        <translation>Was im Papierkorb liegt, ist nicht, was entfernt wurde.</translation>
    </message>
    <message>
        <source>“%1” could not be made (%2).</source>
        <translation>„%1“ ließ sich nicht anlegen (%2).</translation>
    </message>
    <message>
        <source>Its folder cannot be reached (%1).</source>
        <translation>Sein Ordner ist nicht erreichbar (%1).</translation>
    </message>
    <message>
        <source>“%1” is no folder any more.</source>
        <translation>„%1“ ist kein Ordner mehr.</translation>
    </message>
    <message>
        <source>“%1” could not be written (%2).</source>
        <translation>„%1“ konnte nicht geschrieben werden (%2).</translation>
    </message>
    <message>
        <source>Choose another place or name.</source>
        <translation>Wählen Sie einen anderen Ort oder Namen.</translation>
    </message>
    <message>
        <source>“%1” is inside the documents&apos; folder.</source>
        <translation>„%1“ liegt im Ordner der Dokumente.</translation>
    </message>
    <message>
        <source>Choose a place outside of it.</source>
        <translation>Wählen Sie einen Ort außerhalb davon.</translation>
    </message>
    <message>
        <source>The journal “%1” was changed: %2</source>
        <translation>Das Protokoll „%1“ wurde verändert: %2</translation>
    </message>
    <message>
        <source>Nothing is removed or brought back by it until it is whole again.</source>
        <translation>Bis es wieder unversehrt ist, wird danach nichts entfernt oder zurückgeholt.</translation>
    </message>
    <message>
        <source>The journal “%1” cannot be read (%2).</source>
        <translation>Das Protokoll „%1“ kann nicht gelesen werden (%2).</translation>
    </message>
    <message>
        <source>Check that you may read it.</source>
        <translation>Prüfen Sie, ob Sie es lesen dürfen.</translation>
    </message>
    <message>
        <source>The disk is full: the journal “%1” could not be written, so nothing was done.</source>
        <translation>Der Datenträger ist voll: Das Protokoll „%1“ konnte nicht geschrieben werden, deshalb wurde nichts getan.</translation>
    </message>
    <message>
        <source>Make room and try again.</source>
        <translation>Schaffen Sie Platz und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The journal “%1” could not be written (%2), so nothing was done.</source>
        <translation>Das Protokoll „%1“ konnte nicht geschrieben werden (%2), deshalb wurde nichts getan.</translation>
    </message>
    <message>
        <source>Check that you may write there.</source>
        <translation>Prüfen Sie, ob Sie dort schreiben dürfen.</translation>
    </message>
    <message>
        <source>the last %1 of its %2 lines are missing.</source>
        <translation>Die letzten %1 seiner %2 Zeilen fehlen.</translation>
    </message>
    <message>
        <source>line %1 is not the one that was written on this computer.</source>
        <translation>Zeile %1 ist nicht die, die auf diesem Computer geschrieben wurde.</translation>
    </message>
    <message>
        <source>line %1 cannot be understood.</source>
        <translation>Zeile %1 ist nicht zu verstehen.</translation>
    </message>
    <message>
        <source>line %1 does not follow from the one before it.</source>
        <translation>Zeile %1 folgt nicht aus der davor.</translation>
    </message>
    <message>
        <source>Another Likewise is removing documents just now.</source>
        <translation>Ein anderes Likewise entfernt gerade Dokumente.</translation>
    </message>
    <message>
        <source>Wait until it has finished.</source>
        <translation>Warten Sie, bis es fertig ist.</translation>
    </message>
    <message>
        <source>“%1” is no folder below this one.</source>
        <translation>„%1“ ist kein Ordner unterhalb von diesem.</translation>
    </message>
    <message>
        <source>Name one inside it.</source>
        <translation>Nennen Sie einen darin.</translation>
    </message>
    <message>
        <source>The rules could not be stored in “%1” (%2).</source>
        <translation>Die Regeln konnten in „%1“ nicht gespeichert werden (%2).</translation>
    </message>
    <message>
        <source>It is not where the bin put it.</source>
        <translation>Es ist nicht dort, wohin der Papierkorb es gelegt hat.</translation>
    </message>
    <message>
        <source>Another file took its place while it was read.</source>
        <translation>Eine andere Datei trat an seine Stelle, während es gelesen wurde.</translation>
    </message>
    <message>
        <source>It was written to while it was moved.</source>
        <translation>Es wurde geändert, während es verschoben wurde.</translation>
    </message>
    <message>
        <source>“%1”, which was to stay, has just changed.</source>
        <translation>„%1“, das bleiben sollte, hat sich eben geändert.</translation>
    </message>
    <message>
        <source>It is in the bin and could not be put back (%1): %2</source>
        <translation>Es ist im Papierkorb und konnte nicht zurückgelegt werden (%1): %2</translation>
    </message>
    <message>
        <source>the bin is on another drive</source>
        <translation>der Papierkorb liegt auf einem anderen Laufwerk</translation>
    </message>
    <message>
        <source>the bin cannot be written (%1)</source>
        <translation>der Papierkorb kann nicht beschrieben werden (%1)</translation>
    </message>
    <message>
        <source>there is no bin on this drive</source>
        <translation>auf diesem Laufwerk gibt es keinen Papierkorb</translation>
    </message>
    <message>
        <source>the bin holds too many files of this name</source>
        <translation>der Papierkorb enthält zu viele Dateien dieses Namens</translation>
    </message>
    <message>
        <source>“%1” is on another drive</source>
        <translation>„%1“ liegt auf einem anderen Laufwerk</translation>
    </message>
    <message>
        <source>“%1” cannot be written (%2)</source>
        <translation>„%1“ kann nicht beschrieben werden (%2)</translation>
    </message>
    <message>
        <source>“%1” holds too many files of this name</source>
        <translation>„%1“ enthält zu viele Dateien dieses Namens</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Zugriff verweigert</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>kein Platz mehr auf dem Datenträger</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>schreibgeschützter Datenträger</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>nicht vorhanden</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Ein- oder Ausgabefehler</translation>
    </message>
    <message>
        <source>Check that its drive is connected. If you removed them yourself, say that they are gone.</source>
        <translation>Prüfen Sie, ob das Laufwerk verbunden ist. Haben Sie sie selbst entfernt, bestätigen Sie, dass sie weg sind.</translation>
    </message>
    <message>
        <source>Give one in the settings, on the page “Keys and privacy”.</source>
        <translation>Geben Sie einen in den Einstellungen an, auf der Seite „Schlüssel und Datenschutz“.</translation>
    </message>
    <message>
        <source>If it shall, switch the lock off in the settings, on the page “Keys and privacy”.</source>
        <translation>Wenn doch, schalten Sie die Sperre in den Einstellungen aus, auf der Seite „Schlüssel und Datenschutz“.</translation>
    </message>
    <message>
        <source>Press F5 to have it read.</source>
        <translation>Drücken Sie F5, um ihn lesen zu lassen.</translation>
    </message>
    <message>
        <source>Have the index made anew; your documents are not touched.</source>
        <translation>Lassen Sie den Index neu anlegen; Ihre Dokumente bleiben unberührt.</translation>
    </message>
    <message>
        <source>In a terminal “likewise models get %1” fetches them anew.</source>
        <translation>Im Terminal holt „likewise models get %1“ sie neu.</translation>
    </message>
    <message>
        <source>In a terminal, remove the model with “likewise models remove” and get it again.</source>
        <translation>Entfernen Sie das Modell im Terminal mit „likewise models remove“ und holen Sie es neu.</translation>
    </message>
    <message>
        <source>Choose another one in the settings, or the fastest there is.</source>
        <translation>Wählen Sie in den Einstellungen ein anderes oder das schnellste, das es gibt.</translation>
    </message>
    <message>
        <source>This index was made in the fast mode and stays so; in a terminal “likewise index FOLDER --model %1” makes it anew in exact numbers.</source>
        <translation>Dieser Index wurde im schnellen Modus angelegt und bleibt so; im Terminal legt „likewise index ORDNER --model %1“ ihn mit genauen Zahlen neu an.</translation>
    </message>
    <message>
        <source>This index was made in exact numbers and stays so; in a terminal “likewise index FOLDER --model %1%2” makes it anew in the fast mode.</source>
        <translation>Dieser Index wurde mit genauen Zahlen angelegt und bleibt so; im Terminal legt „likewise index ORDNER --model %1%2“ ihn im schnellen Modus neu an.</translation>
    </message>
    <message>
        <source>%1 answered with %2; nothing of it was kept.</source>
        <translation>%1 antwortete mit %2; nichts davon wurde behalten.</translation>
    </message>
    <message>
        <source>%1 answered with a web page instead of vectors.</source>
        <translation>%1 antwortete mit einer Webseite statt mit Vektoren.</translation>
    </message>
    <message>
        <source>%1 answered with vectors that cancel each other out.</source>
        <translation>%1 antwortete mit Vektoren, die sich gegenseitig aufheben.</translation>
    </message>
    <message>
        <source>%1 answers in a form not asked for.</source>
        <translation>%1 antwortet in einer Form, um die nicht gebeten wurde.</translation>
    </message>
    <message>
        <source>%1 cannot be reached.</source>
        <translation>%1 ist nicht zu erreichen.</translation>
    </message>
    <message>
        <source>%1 does not accept the key, or not for this model (%2).</source>
        <translation>%1 nimmt den Schlüssel nicht an, oder nicht für dieses Modell (%2).</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 antwortet nicht.</translation>
    </message>
    <message>
        <source>%1 does not take the request (%2).</source>
        <translation>%1 nimmt die Anfrage nicht an (%2).</translation>
    </message>
    <message>
        <source>%1 gave unusable vectors.</source>
        <translation>%1 lieferte unbrauchbare Vektoren.</translation>
    </message>
    <message>
        <source>%1 has no model “%2” here.</source>
        <translation>%1 hat hier kein Modell „%2“.</translation>
    </message>
    <message>
        <source>%1 has no vectors of %2 numbers.</source>
        <translation>%1 hat keine Vektoren aus %2 Zahlen.</translation>
    </message>
    <message>
        <source>%1 is too busy or out of order (%2).</source>
        <translation>%1 ist überlastet oder gestört (%2).</translation>
    </message>
    <message>
        <source>%1 knows no model “%2” at this address.</source>
        <translation>%1 kennt unter dieser Adresse kein Modell „%2“.</translation>
    </message>
    <message>
        <source>%1 runs at %2, not on this computer.</source>
        <translation>%1 läuft bei %2, nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>%1 sends on to another address, where nothing is sent.</source>
        <translation>%1 verweist auf eine andere Adresse; dorthin wird nichts gesendet.</translation>
    </message>
    <message>
        <source>%1 takes no more requests for now.</source>
        <translation>%1 nimmt vorerst keine Anfragen mehr an.</translation>
    </message>
    <message>
        <source>%1, and asks to wait %2 min.</source>
        <translation>%1, und bittet, %2 min zu warten.</translation>
    </message>
    <message>
        <source>A key has at most %1; copy only the key.</source>
        <translation>Ein Schlüssel hat höchstens %1; kopieren Sie nur den Schlüssel.</translation>
    </message>
    <message>
        <source>A request to %1 was held back, which nobody had asked for.</source>
        <translation>Eine Anfrage an %1, um die niemand gebeten hatte, wurde zurückgehalten.</translation>
    </message>
    <message>
        <source>A text has about %1 tokens, the model reads %2.</source>
        <translation>Ein Text hat etwa %1 Token, das Modell liest %2.</translation>
    </message>
    <message>
        <source>A text is longer than %1 takes; nothing was cut off.</source>
        <translation>Ein Text ist länger, als %1 annimmt; es wurde nichts abgeschnitten.</translation>
    </message>
    <message>
        <source>Another program holds the ledger “%1”, so nothing was sent.</source>
        <translation>Ein anderes Programm hält das Sendeprotokoll „%1“ fest, darum wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Check the address of the server.</source>
        <translation>Prüfen Sie die Adresse des Servers.</translation>
    </message>
    <message>
        <source>Check the clock of this computer, and whether this network replaces certificates.</source>
        <translation>Prüfen Sie die Uhr dieses Computers und ob dieses Netz Zertifikate ersetzt.</translation>
    </message>
    <message>
        <source>Check the key, and with the provider whether it may use the model.</source>
        <translation>Prüfen Sie den Schlüssel, und beim Anbieter, ob er das Modell nutzen darf.</translation>
    </message>
    <message>
        <source>Check the model&apos;s name and the address.</source>
        <translation>Prüfen Sie den Namen des Modells und die Adresse.</translation>
    </message>
    <message>
        <source>Check the model&apos;s name, or try again later.</source>
        <translation>Prüfen Sie den Namen des Modells, oder versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>Check the network connection, and for a server of your own whether it runs.</source>
        <translation>Prüfen Sie die Netzverbindung, und bei einem eigenen Server, ob er läuft.</translation>
    </message>
    <message>
        <source>Choose a model that takes longer texts.</source>
        <translation>Wählen Sie ein Modell, das längere Texte annimmt.</translation>
    </message>
    <message>
        <source>Choose the model for the folder first; that asks for it.</source>
        <translation>Wählen Sie zuerst das Modell für den Ordner; dabei werden Sie gefragt.</translation>
    </message>
    <message>
        <source>Close other windows of Likewise and try again.</source>
        <translation>Schließen Sie andere Fenster von Likewise, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Copy it whole from the provider&apos;s page, and nothing else.</source>
        <translation>Kopieren Sie ihn ganz von der Seite des Anbieters, und sonst nichts.</translation>
    </message>
    <message>
        <source>Copy it whole from the provider&apos;s page.</source>
        <translation>Kopieren Sie ihn ganz von der Seite des Anbieters.</translation>
    </message>
    <message>
        <source>It can have %1.</source>
        <translation>Es kann %1 haben.</translation>
    </message>
    <message>
        <source>It is not known yet how long the vectors of %1 are.</source>
        <translation>Es ist noch nicht bekannt, wie lang die Vektoren von %1 sind.</translation>
    </message>
    <message>
        <source>It is not sure that %1 is who it says (%2).</source>
        <translation>Es ist nicht sicher, dass %1 ist, wofür es sich ausgibt (%2).</translation>
    </message>
    <message>
        <source>It must begin with https://, or for a server on this computer with http://127.0.0.1, and hold no name or password.</source>
        <translation>Sie muss mit https:// beginnen, für einen Server auf diesem Computer mit http://127.0.0.1, und darf weder Namen noch Passwort enthalten.</translation>
    </message>
    <message>
        <source>Look at the plan and the bill at the provider; what was done so far is kept.</source>
        <translation>Sehen Sie beim Anbieter nach Tarif und Rechnung; was bisher getan wurde, bleibt.</translation>
    </message>
    <message>
        <source>Make room and try again; what was paid for is kept.</source>
        <translation>Schaffen Sie Platz, und versuchen Sie es noch einmal; was bezahlt wurde, bleibt.</translation>
    </message>
    <message>
        <source>Name it as in openai.</source>
        <translation>Nennen Sie ihn wie in openai.</translation>
    </message>
    <message>
        <source>No key was given.</source>
        <translation>Es wurde kein Schlüssel angegeben.</translation>
    </message>
    <message>
        <source>Nobody has said yes to sending texts to %1.</source>
        <translation>Niemand hat zugestimmt, dass Texte an %1 gesendet werden.</translation>
    </message>
    <message>
        <source>Nobody has said yes to sending the texts of “%1” to %2.</source>
        <translation>Niemand hat zugestimmt, dass die Texte von „%1“ an %2 gesendet werden.</translation>
    </message>
    <message>
        <source>Perhaps this network wants you to sign in: do so in a browser, then try again.</source>
        <translation>Vielleicht verlangt dieses Netz eine Anmeldung: Melden Sie sich im Browser an, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Please report it.</source>
        <translation>Bitte melden Sie das.</translation>
    </message>
    <message>
        <source>Something in Likewise tried to reach %1, which nobody had asked for; it was stopped.</source>
        <translation>Etwas in Likewise wollte %1 erreichen, worum niemand gebeten hatte; es wurde gestoppt.</translation>
    </message>
    <message>
        <source>Split it into shorter passages.</source>
        <translation>Teilen Sie ihn in kürzere Abschnitte.</translation>
    </message>
    <message>
        <source>Test the server first: that finds it out.</source>
        <translation>Prüfen Sie zuerst den Server: Das stellt es fest.</translation>
    </message>
    <message>
        <source>That is no address texts can be sent to.</source>
        <translation>An diese Adresse können keine Texte gesendet werden.</translation>
    </message>
    <message>
        <source>That is no key: it holds blanks, line ends or letters that no key has.</source>
        <translation>Das ist kein Schlüssel: Er enthält Leerzeichen, Zeilenenden oder Zeichen, die kein Schlüssel hat.</translation>
    </message>
    <message>
        <source>That is too long for a key (%1 characters).</source>
        <translation>Das ist zu lang für einen Schlüssel (%1 Zeichen).</translation>
    </message>
    <message>
        <source>The answer of %1 broke off.</source>
        <translation>Die Antwort von %1 brach ab.</translation>
    </message>
    <message>
        <source>The answer of %1 has no end.</source>
        <translation>Die Antwort von %1 nimmt kein Ende.</translation>
    </message>
    <message>
        <source>The connection to %1 broke off.</source>
        <translation>Die Verbindung zu %1 brach ab.</translation>
    </message>
    <message>
        <source>The disk is full: the ledger “%1” could not be written.</source>
        <translation>Der Datenträger ist voll: Das Sendeprotokoll „%1“ konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The documents in “%1” never leave this computer, as was chosen for this folder.</source>
        <translation>Die Dokumente in „%1“ verlassen diesen Computer nie; so wurde es für diesen Ordner gewählt.</translation>
    </message>
    <message>
        <source>The ledger “%1” cannot be read (%2).</source>
        <translation>Das Sendeprotokoll „%1“ ist nicht lesbar (%2).</translation>
    </message>
    <message>
        <source>The ledger “%1” could not be written (%2), and without it nothing is sent.</source>
        <translation>Das Sendeprotokoll „%1“ konnte nicht geschrieben werden (%2), und ohne es wird nichts gesendet.</translation>
    </message>
    <message>
        <source>The model&apos;s name is missing behind the server&apos;s address.</source>
        <translation>Hinter der Adresse des Servers fehlt der Name des Modells.</translation>
    </message>
    <message>
        <source>The offline lock is on, so Likewise does not connect to %1.</source>
        <translation>Die Netzsperre ist an, darum verbindet sich Likewise nicht mit %1.</translation>
    </message>
    <message>
        <source>The process that speaks to the provider stopped.</source>
        <translation>Der Prozess, der mit dem Anbieter spricht, ist stehen geblieben.</translation>
    </message>
    <message>
        <source>There are %1.</source>
        <translation>Es gibt %1.</translation>
    </message>
    <message>
        <source>There is no key for %1.</source>
        <translation>Es gibt keinen Schlüssel für %1.</translation>
    </message>
    <message>
        <source>There is no provider “%1”.</source>
        <translation>Es gibt keinen Anbieter „%1“.</translation>
    </message>
    <message>
        <source>There is no text to ask the model about.</source>
        <translation>Es gibt keinen Text, nach dem das Modell zu fragen wäre.</translation>
    </message>
    <message>
        <source>Try again; what was answered so far is kept.</source>
        <translation>Versuchen Sie es noch einmal; was bisher beantwortet wurde, bleibt.</translation>
    </message>
    <message>
        <source>Type some words.</source>
        <translation>Geben Sie einige Wörter ein.</translation>
    </message>
    <message>
        <source>Use a model on this computer. Only “likewise privacy FOLDER --never-leaves off” changes that.</source>
        <translation>Verwenden Sie ein Modell auf diesem Computer. Nur „likewise privacy ORDNER --never-leaves off“ im Terminal ändert das.</translation>
    </message>
    <message>
        <source>What this key may use at %1 is used up.</source>
        <translation>Was dieser Schlüssel bei %1 verbrauchen darf, ist aufgebraucht.</translation>
    </message>
    <message>
        <source>What you chose for this folder could not be written to “%1” (%2).</source>
        <translation>Was Sie für diesen Ordner gewählt haben, konnte nicht nach „%1“ geschrieben werden (%2).</translation>
    </message>
    <message>
        <source>Write it as compatible:http://127.0.0.1:11434/v1#nomic-embed-text.</source>
        <translation>Schreiben Sie es wie compatible:http://127.0.0.1:11434/v1#nomic-embed-text.</translation>
    </message>
    <message>
        <source>You are asked before the first run; on the command line, --yes says so.</source>
        <translation>Vor dem ersten Lauf werden Sie gefragt; im Terminal steht --yes dafür.</translation>
    </message>
    <message>
        <source>This computer offers no keyring to keep keys in.</source>
        <translation>Dieser Computer bietet keinen Schlüsselbund, um Schlüssel aufzubewahren.</translation>
    </message>
    <message>
        <source>The keyring is locked and was not unlocked.</source>
        <translation>Der Schlüsselbund ist gesperrt und wurde nicht entsperrt.</translation>
    </message>
    <message>
        <source>The keyring asked for its password, and that was cancelled.</source>
        <translation>Der Schlüsselbund hat nach seinem Kennwort gefragt, und das wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The keyring does not answer.</source>
        <translation>Der Schlüsselbund antwortet nicht.</translation>
    </message>
    <message>
        <source>The keyring failed.</source>
        <translation>Der Schlüsselbund hat versagt.</translation>
    </message>
    <message>
        <source>On Linux, GNOME Keyring, KWallet or KeePassXC can offer one. The key can be kept until Likewise is closed instead; it is never written to a file.</source>
        <translation>Unter Linux können ihn GNOME-Schlüsselbund, KWallet oder KeePassXC bieten. Stattdessen kann der Schlüssel bleiben, bis Likewise geschlossen wird; in eine Datei kommt er nie.</translation>
    </message>
    <message>
        <source>Unlock it and try again. The key can be kept until Likewise is closed instead; it is never written to a file.</source>
        <translation>Entsperren Sie ihn und versuchen Sie es noch einmal. Stattdessen kann der Schlüssel bleiben, bis Likewise geschlossen wird; in eine Datei kommt er nie.</translation>
    </message>
    <message>
        <source>Try again and give its password. The key can be kept until Likewise is closed instead; it is never written to a file.</source>
        <translation>Versuchen Sie es noch einmal und geben Sie das Kennwort an. Stattdessen kann der Schlüssel bleiben, bis Likewise geschlossen wird; in eine Datei kommt er nie.</translation>
    </message>
    <message>
        <source>Try again after signing in anew. The key can be kept until Likewise is closed instead; it is never written to a file.</source>
        <translation>Versuchen Sie es nach erneuter Anmeldung noch einmal. Stattdessen kann der Schlüssel bleiben, bis Likewise geschlossen wird; in eine Datei kommt er nie.</translation>
    </message>
    <message>
        <source>If it shall, start Likewise without %1.</source>
        <translation>Wenn doch, starten Sie Likewise ohne %1.</translation>
    </message>
    <message>
        <source>OpenAI may keep what it is sent for up to 30 days, to look for abuse.</source>
        <translation>OpenAI darf bis zu 30 Tage aufbewahren, was gesendet wird, um nach Missbrauch zu suchen.</translation>
    </message>
    <message>
        <source>Cohere may keep what it is sent for up to 30 days, and with a trial key may use it to improve its models.</source>
        <translation>Cohere darf bis zu 30 Tage aufbewahren, was gesendet wird, und es bei einem Testschlüssel zur Verbesserung seiner Modelle nutzen.</translation>
    </message>
    <message>
        <source>What this server keeps is up to whoever runs it.</source>
        <translation>Was dieser Server aufbewahrt, bestimmt, wer ihn betreibt.</translation>
    </message>
    <message>
        <source>%1 What was paid for is kept for the next run.</source>
        <translation>%1 Was bezahlt ist, wird für den nächsten Lauf aufgehoben.</translation>
    </message>
    <message>
        <source>About %1 was spent; %2 tokens.</source>
        <translation>Etwa %1 wurden ausgegeben; %2 Tokens.</translation>
    </message>
    <message>
        <source>Less than %1 was spent; %2 tokens.</source>
        <translation>Weniger als %1 wurde ausgegeben; %2 Tokens.</translation>
    </message>
    <message>
        <source>%1 tokens were used.</source>
        <translation>%1 Tokens wurden verbraucht.</translation>
    </message>
    <message>
        <source>%1 requests with %2 texts were answered.</source>
        <translation>%1 Anfragen mit %2 Texten wurden beantwortet.</translation>
    </message>
    <message>
        <source>“likewise models” tells which run here.</source>
        <translation>„likewise models“ im Terminal nennt die, die hier laufen.</translation>
    </message>
</context>
<context>
    <name>ServerFields</name>
    <message>
        <source>Use…</source>
        <translation>Nehmen …</translation>
    </message>
    <message>
        <source>Use the model at this address for this folder</source>
        <translation>Das Modell an dieser Adresse für diesen Ordner nehmen</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>Na&amp;me of the model</source>
        <translation>Na&amp;me des Modells</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
</context>
<context>
    <name>SpeedPage</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Speed on this computer</source>
        <translation>Geschwindigkeit auf diesem Computer</translation>
    </message>
    <message>
        <source>the fastest there is</source>
        <translation>auf dem Schnellsten, was da ist</translation>
    </message>
    <message>
        <source>the processor</source>
        <translation>auf dem Prozessor</translation>
    </message>
    <message>
        <source>NVIDIA graphics</source>
        <translation>auf NVIDIA-Grafik</translation>
    </message>
    <message>
        <source>Apple graphics</source>
        <translation>auf Apple-Grafik</translation>
    </message>
    <message>
        <source>The &amp;model runs on</source>
        <translation>Das &amp;Modell läuft</translation>
    </message>
    <message>
        <source>the model’s own numbers</source>
        <translation>den Zahlen des Modells</translation>
    </message>
    <message>
        <source>fast, where the processor is made for it</source>
        <translation>schnell, wo der Prozessor es kann</translation>
    </message>
    <message>
        <source>New indexes are made with</source>
        <translation>Neue Indizes entstehen mit</translation>
    </message>
    <message>
        <source>Fast rounds the model’s numbers to 8 bits: about 97 of 100 best hits stay the same. An index that is there stays as it was made.</source>
        <translation>Schnell rundet die Zahlen des Modells auf 8 Bit: Etwa 97 von 100 besten Treffern bleiben dieselben. Ein Index, den es schon gibt, bleibt, wie er ist.</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Recent folders</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Find the documents that say the same thing</source>
        <translation>Finden Sie die Dokumente, die dasselbe sagen</translation>
    </message>
    <message>
        <source>Choose a folder. Likewise reads the documents in it, and you search them by meaning, find what is like a document, and see what is there twice.</source>
        <translation>Wählen Sie einen Ordner. Likewise liest die Dokumente darin; Sie suchen nach ihrem Sinn, finden, was einem Dokument ähnelt, und sehen, was doppelt da ist.</translation>
    </message>
    <message>
        <source> Choose a folder…</source>
        <translation> Ordner wählen …</translation>
    </message>
    <message>
        <source>or drop one here</source>
        <translation>oder hierher ziehen</translation>
    </message>
    <message>
        <source>Try it with sample documents</source>
        <translation>Mit Beispielen ausprobieren</translation>
    </message>
    <message>
        <source>Everything happens on this computer. Nothing is sent anywhere, and no document is changed.</source>
        <translation>Alles geschieht auf diesem Computer. Nichts wird gesendet, und kein Dokument wird verändert.</translation>
    </message>
    <message>
        <source>What Likewise notes is kept in a folder of its own beside yours. Delete that folder, and Likewise has forgotten everything.</source>
        <translation>Was Likewise sich merkt, liegt in einem eigenen Ordner neben Ihrem. Löschen Sie ihn, und Likewise hat alles vergessen.</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über Likewise</translation>
    </message>
</context>
<context>
    <name>ThresholdBar</name>
    <message>
        <source>Alike from</source>
        <translation>Gleich ab</translation>
    </message>
    <message>
        <source>%1 · %2 in them · %3 may go (%4)</source>
        <translation>%1 · %2 darin · %3 dürfen weg (%4)</translation>
    </message>
    <message>
        <source>Just in, %1: %2 and %3</source>
        <translation>Knapp drin, %1: %2 und %3</translation>
    </message>
    <message>
        <source>Just out, %1: %2 and %3</source>
        <translation>Knapp draußen, %1: %2 und %3</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Folder: %1</source>
        <translation>Ordner: %1</translation>
    </message>
    <message>
        <source>Recent folders</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Settings and more</source>
        <translation>Einstellungen und mehr</translation>
    </message>
</context>
<context>
    <name>TrustStrip</name>
    <message>
        <source>What happens to your documents</source>
        <translation>Was mit Ihren Dokumenten geschieht</translation>
    </message>
    <message>
        <source>Show what was sent</source>
        <translation>Zeigen, was gesendet wurde</translation>
    </message>
    <message>
        <source>%1, at %2</source>
        <translation>%1, bei %2</translation>
    </message>
    <message>
        <source>%1, on this computer</source>
        <translation>%1, auf diesem Computer</translation>
    </message>
    <message>
        <source>Text is sent to %1</source>
        <translation>Text wird an %1 gesendet</translation>
    </message>
    <message>
        <source>Nothing sent</source>
        <translation>Nichts gesendet</translation>
    </message>
    <message>
        <source>Nothing is sent now</source>
        <translation>Jetzt wird nichts gesendet</translation>
    </message>
    <message>
        <source>No files</source>
        <translation>Keine Dateien</translation>
    </message>
    <message>
        <source>%1 of %2 fully read so far</source>
        <translation>%1 von %2 bisher vollständig gelesen</translation>
    </message>
    <message>
        <source>%1 of %2 fully read</source>
        <translation>%1 von %2 vollständig gelesen</translation>
    </message>
    <message>
        <source>Index beside the folder</source>
        <translation>Index neben dem Ordner</translation>
    </message>
    <message>
        <source>Index in your profile</source>
        <translation>Index in Ihrem Profil</translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>&amp;Open a folder…</source>
        <translation>Ordner ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>&amp;Show in the file manager</source>
        <translation>Im &amp;Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Look for &amp;changes now</source>
        <translation>Jetzt nach Ä&amp;nderungen sehen</translation>
    </message>
    <message>
        <source>&amp;Model for this folder…</source>
        <translation>&amp;Modell für diesen Ordner …</translation>
    </message>
    <message>
        <source>Com&amp;pare models…</source>
        <translation>Modelle ver&amp;gleichen …</translation>
    </message>
    <message>
        <source>C&amp;lose this folder</source>
        <translation>Diesen Ordner s&amp;chließen</translation>
    </message>
    <message>
        <source>Close and &amp;take it off the list</source>
        <translation>Schließen und aus der Liste &amp;nehmen</translation>
    </message>
    <message>
        <source>Show the &amp;preview</source>
        <translation>&amp;Vorschau zeigen</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keys…</source>
        <translation>&amp;Tasten …</translation>
    </message>
    <message>
        <source>&amp;About Likewise…</source>
        <translation>Ü&amp;ber Likewise …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Go to the search</source>
        <translation>Zur Suche</translation>
    </message>
    <message>
        <source>Go to the duplicates</source>
        <translation>Zu den Dubletten</translation>
    </message>
    <message>
        <source>Go to the files</source>
        <translation>Zu den Dateien</translation>
    </message>
    <message>
        <source>Go to the map</source>
        <translation>Zur Karte</translation>
    </message>
</context>
<context>
    <name>_Banner</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
</context>
<context>
    <name>_FolderMenus</name>
    <message numerus="yes">
        <source>%Ln more folder(s) not listed here</source>
        <translation>
            <numerusform>Ein weiterer Ordner ist hier nicht aufgeführt</numerusform>
            <numerusform>%Ln weitere Ordner sind hier nicht aufgeführt</numerusform>
        </translation>
    </message>
    <message>
        <source>All of %1</source>
        <translation>Alles in %1</translation>
    </message>
</context>
<context>
    <name>_Waiting</name>
    <message>
        <source>Looking for duplicates</source>
        <translation>Dubletten werden gesucht</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>parent</name>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
</context>
</TS>
