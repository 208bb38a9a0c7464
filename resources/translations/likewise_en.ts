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
    <name>SearchPage</name>
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
