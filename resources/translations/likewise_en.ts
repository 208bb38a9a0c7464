<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
