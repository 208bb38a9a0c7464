<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AlignedView</name>
    <message numerus="yes">
        <source>%Ln paragraph(s) the same – click to show</source>
        <translation>
            <numerusform>%Ln paragraph the same – click to show</numerusform>
            <numerusform>%Ln paragraphs the same – click to show</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CompareHeader</name>
    <message numerus="yes">
        <source>%Ln difference(s)</source>
        <translation>
            <numerusform>%Ln difference</numerusform>
            <numerusform>%Ln differences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComparisonDialog</name>
    <message numerus="yes">
        <source>%Ln document(s) read</source>
        <translation>
            <numerusform>%Ln document read</numerusform>
            <numerusform>%Ln documents read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln question(s) asked</source>
        <translation>
            <numerusform>%Ln question asked</numerusform>
            <numerusform>%Ln questions asked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>To %1 for %2: about %3 characters (about %4 tokens) of %Ln document(s) and the questions.</source>
        <translation>
            <numerusform>To %1 for %2: about %3 characters (about %4 tokens) of %Ln document and the questions.</numerusform>
            <numerusform>To %1 for %2: about %3 characters (about %4 tokens) of %Ln documents and the questions.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComparisonModel</name>
    <message numerus="yes">
        <source>%Ln token(s)</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConsentDialog</name>
    <message numerus="yes">
        <source>About %1 characters of about %Ln document(s), about %2 tokens</source>
        <translation>
            <numerusform>About %1 characters of about %Ln document, about %2 tokens</numerusform>
            <numerusform>About %1 characters of about %Ln documents, about %2 tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 characters of %Ln document(s), about %2 tokens</source>
        <translation>
            <numerusform>%1 characters of %Ln document, about %2 tokens</numerusform>
            <numerusform>%1 characters of %Ln documents, about %2 tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%Ln document(s)</source>
        <translation>
            <numerusform>%Ln document</numerusform>
            <numerusform>%Ln documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln group(s)</source>
        <translation>
            <numerusform>%Ln group</numerusform>
            <numerusform>%Ln groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CountedDifferences</name>
    <message numerus="yes">
        <source>%Ln amount(s)</source>
        <translation>
            <numerusform>%Ln amount</numerusform>
            <numerusform>%Ln amounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln number(s)</source>
        <translation>
            <numerusform>%Ln number</numerusform>
            <numerusform>%Ln numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln date(s)</source>
        <translation>
            <numerusform>%Ln date</numerusform>
            <numerusform>%Ln dates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln name(s)</source>
        <translation>
            <numerusform>%Ln name</numerusform>
            <numerusform>%Ln names</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln passage(s) struck out in one</source>
        <translation>
            <numerusform>%Ln passage struck out in one</numerusform>
            <numerusform>%Ln passages struck out in one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln value(s) in another column</source>
        <translation>
            <numerusform>%Ln value in another column</numerusform>
            <numerusform>%Ln values in another column</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln wording(s)</source>
        <translation>
            <numerusform>%Ln wording</numerusform>
            <numerusform>%Ln wordings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln passage(s) only on the left</source>
        <translation>
            <numerusform>%Ln passage only on the left</numerusform>
            <numerusform>%Ln passages only on the left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln passage(s) only on the right</source>
        <translation>
            <numerusform>%Ln passage only on the right</numerusform>
            <numerusform>%Ln passages only on the right</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln passage(s) moved</source>
        <translation>
            <numerusform>%Ln passage moved</numerusform>
            <numerusform>%Ln passages moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln word(s) perhaps misread</source>
        <translation>
            <numerusform>%Ln word perhaps misread</numerusform>
            <numerusform>%Ln words perhaps misread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilesView</name>
    <message numerus="yes">
        <source>None of %Ln file(s)</source>
        <translation>
            <numerusform>Not the one file</numerusform>
            <numerusform>None of %Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupsPane</name>
    <message numerus="yes">
        <source>The filters above leave nothing of %Ln group(s).</source>
        <translation>
            <numerusform>The filters above leave nothing of %Ln group.</numerusform>
            <numerusform>The filters above leave nothing of %Ln groups.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IndexingPanel</name>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>about a minute</numerusform>
            <numerusform>about %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>about an hour</numerusform>
            <numerusform>about %n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeepingDialog</name>
    <message numerus="yes">
        <source>Forget %Ln choice(s) made by hand</source>
        <translation>
            <numerusform>Forget %Ln choice made by hand</numerusform>
            <numerusform>Forget %Ln choices made by hand</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LedgerDialog</name>
    <message numerus="yes">
        <source>%Ln request(s) saved in “%1”.</source>
        <translation>
            <numerusform>%Ln request saved in “%1”.</numerusform>
            <numerusform>%Ln requests saved in “%1”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) with %1 went out to %2.</source>
        <translation>
            <numerusform>%Ln request with %1 went out to %2.</numerusform>
            <numerusform>%Ln requests with %1 went out to %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s), %1 characters, %2 tokens</source>
        <translation>
            <numerusform>%Ln text, %1 characters, %2 tokens</numerusform>
            <numerusform>%Ln texts, %1 characters, %2 tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) got no answer that was seen; what was in them may have arrived.</source>
        <translation>
            <numerusform>%Ln request got no answer that was seen; what was in it may have arrived.</numerusform>
            <numerusform>%Ln requests got no answer that was seen; what was in them may have arrived.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) of the record cannot be understood, so requests may be missing here.</source>
        <translation>
            <numerusform>%Ln line of the record cannot be understood, so requests may be missing here.</numerusform>
            <numerusform>%Ln lines of the record cannot be understood, so requests may be missing here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of %Ln request(s)</source>
        <translation>
            <numerusform>None of %Ln request</numerusform>
            <numerusform>None of %Ln requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LedgerModel</name>
    <message numerus="yes">
        <source>%1 characters, of %Ln document(s)</source>
        <translation>
            <numerusform>%1 characters, of %Ln document</numerusform>
            <numerusform>%1 characters, of %Ln documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message numerus="yes">
        <source>%Ln document(s) so far. The map is drawn when all are read.</source>
        <translation>
            <numerusform>%Ln document so far. The map is drawn when all are read.</numerusform>
            <numerusform>%Ln documents so far. The map is drawn when all are read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s) are laid out by their meaning.</source>
        <translation>
            <numerusform>%Ln document is laid out by its meaning.</numerusform>
            <numerusform>%Ln documents are laid out by their meaning.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s)</source>
        <translation>
            <numerusform>%Ln document</numerusform>
            <numerusform>%Ln documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln topic(s)</source>
        <translation>
            <numerusform>%Ln topic</numerusform>
            <numerusform>%Ln topics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without text, not on the map</source>
        <translation>
            <numerusform>%Ln without text, not on the map</numerusform>
            <numerusform>%Ln without text, not on the map</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MembersPane</name>
    <message numerus="yes">
        <source>What you decide goes for %Ln document(s).</source>
        <translation>
            <numerusform>What you decide goes for %Ln document.</numerusform>
            <numerusform>What you decide goes for %Ln documents.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewHeader</name>
    <message numerus="yes">
        <source>%Ln page(s)</source>
        <translation>
            <numerusform>%Ln page</numerusform>
            <numerusform>%Ln pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemovalDialog</name>
    <message numerus="yes">
        <source>%Ln document(s) to remove</source>
        <translation>
            <numerusform>%Ln document to remove</numerusform>
            <numerusform>%Ln documents to remove</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s) removed</source>
        <translation>
            <numerusform>%Ln document removed</numerusform>
            <numerusform>%Ln documents removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s) brought back</source>
        <translation>
            <numerusform>%Ln document brought back</numerusform>
            <numerusform>%Ln documents brought back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stayed as they were; the list says why.</source>
        <translation>
            <numerusform>%Ln stayed as it was; the list says why.</numerusform>
            <numerusform>%Ln stayed as they were; the list says why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln document(s) to the bin</source>
        <translation>
            <numerusform>Move %Ln document to the bin</numerusform>
            <numerusform>Move %Ln documents to the bin</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln document(s) into the folder</source>
        <translation>
            <numerusform>Move %Ln document into the folder</numerusform>
            <numerusform>Move %Ln documents into the folder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultDelegate</name>
    <message numerus="yes">
        <source>+%Ln alike</source>
        <translation>
            <numerusform>+%Ln alike</numerusform>
            <numerusform>+%Ln alike</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultsModel</name>
    <message numerus="yes">
        <source>%Ln alike</source>
        <translation>
            <numerusform>%Ln alike</numerusform>
            <numerusform>%Ln alike</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewFlow</name>
    <message numerus="yes">
        <source>%Ln document(s) decided by the rule</source>
        <translation>
            <numerusform>%Ln document decided by the rule</numerusform>
            <numerusform>%Ln documents decided by the rule</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewToolbar</name>
    <message numerus="yes">
        <source>%Ln document(s) decided to be duplicates, %1</source>
        <translation>
            <numerusform>%Ln document decided to be duplicates, %1</numerusform>
            <numerusform>%Ln documents decided to be duplicates, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewView</name>
    <message numerus="yes">
        <source>%Ln document(s) so far; what is alike is shown once all are read.</source>
        <translation>
            <numerusform>%Ln document so far; what is alike is shown once all are read.</numerusform>
            <numerusform>%Ln documents so far; what is alike is shown once all are read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message numerus="yes">
        <source>Show %Ln weaker match(es)</source>
        <translation>
            <numerusform>Show %Ln weaker match</numerusform>
            <numerusform>Show %Ln weaker matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s) found among %2</source>
        <translation>
            <numerusform>%Ln document found among %2</numerusform>
            <numerusform>%Ln documents found among %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Search %Ln document(s) by what they say</source>
        <translation>
            <numerusform>Search one document by what it says</numerusform>
            <numerusform>Search %Ln documents by what they say</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of %Ln file(s) could be read</source>
        <translation>
            <numerusform>The %Ln file could not be read</numerusform>
            <numerusform>None of %Ln files could be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing found in %Ln document(s).</source>
        <translation>
            <numerusform>Nothing found in one document.</numerusform>
            <numerusform>Nothing found in %Ln documents.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) are not read yet.</source>
        <translation>
            <numerusform>One file is not read yet.</numerusform>
            <numerusform>%Ln files are not read yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be read.</source>
        <translation>
            <numerusform>One file could not be read.</numerusform>
            <numerusform>%Ln files could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing close found in %Ln document(s).</source>
        <translation>
            <numerusform>Nothing close found in %Ln document.</numerusform>
            <numerusform>Nothing close found in %Ln documents.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_FolderMenus</name>
    <message numerus="yes">
        <source>%Ln more folder(s) not listed here</source>
        <translation>
            <numerusform>One more folder is not listed here</numerusform>
            <numerusform>%Ln more folders are not listed here</numerusform>
        </translation>
    </message>
</context>
</TS>
