; The setup for Windows: for one person, without administrator's rights, nothing outside their profile.
; Compiled by the release workflow on Windows, and with a stand-in for the program by the tests:
;
;   makensis -DVERSION=1.2.3 -DPAYLOAD=dist/likewise -DICON=likewise.ico -DOUTFILE=setup.exe likewise.nsi

Unicode true
SetCompressor /SOLID lzma
ManifestDPIAware true
ManifestSupportedOS all

!include "MUI2.nsh"
!include "x64.nsh"
!include "WinVer.nsh"
!include "FileFunc.nsh"

!define NAME "Likewise"
!define PROGRAM "likewise.exe"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Likewise"
!define VERB_KEY "Software\Classes\Directory\shell\Likewise"
!define APP_PATH_KEY "Software\Microsoft\Windows\CurrentVersion\App Paths\likewise.exe"

Name "${NAME}"
OutFile "${OUTFILE}"
InstallDir "$LOCALAPPDATA\Programs\Likewise"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
RequestExecutionLevel user
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME} Setup"
VIAddVersionKey "LegalCopyright" "Apache License 2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_NOAUTOCLOSE
!define MUI_UNFINISHPAGE_NOAUTOCLOSE
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(UninstallText)"

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

!define MUI_FINISHPAGE_TITLE "$(GoneTitle)"
!define MUI_FINISHPAGE_TEXT "$(GoneText)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_UNPAGE_FINISH

!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

LangString SectionProgram ${LANG_ENGLISH} "Likewise"
LangString SectionProgram ${LANG_GERMAN} "Likewise"
LangString SectionDesktop ${LANG_ENGLISH} "Icon on the desktop"
LangString SectionDesktop ${LANG_GERMAN} "Symbol auf dem Schreibtisch"
LangString SectionVerb ${LANG_ENGLISH} "“Open with Likewise” for folders"
LangString SectionVerb ${LANG_GERMAN} "„Mit Likewise öffnen“ für Ordner"
LangString AboutProgram ${LANG_ENGLISH} "The program and its entry in the start menu. It is installed for you alone."
LangString AboutProgram ${LANG_GERMAN} "Das Programm und sein Eintrag im Startmenü. Es wird nur für Sie installiert."
LangString AboutDesktop ${LANG_ENGLISH} "An icon to start it with."
LangString AboutDesktop ${LANG_GERMAN} "Ein Symbol, mit dem es sich starten lässt."
LangString AboutVerb ${LANG_ENGLISH} "Adds an entry to the menu of every folder in the Explorer."
LangString AboutVerb ${LANG_GERMAN} "Fügt dem Menü jedes Ordners im Explorer einen Eintrag hinzu."
LangString Verb ${LANG_ENGLISH} "Open with Likewise"
LangString Verb ${LANG_GERMAN} "Mit Likewise öffnen"
LangString TooOld ${LANG_ENGLISH} "Likewise needs Windows 10 or later, 64 bit."
LangString TooOld ${LANG_GERMAN} "Likewise braucht Windows 10 oder neuer, 64 Bit."
LangString IsRunning ${LANG_ENGLISH} "Likewise is running. Please close it, then go on."
LangString IsRunning ${LANG_GERMAN} "Likewise läuft gerade. Bitte schließen Sie es und fahren Sie dann fort."
LangString UninstallText ${LANG_ENGLISH} "The program is removed from your computer. Your documents are left alone, and so are your indexes and settings."
LangString UninstallText ${LANG_GERMAN} "Das Programm wird von Ihrem Computer entfernt. Ihre Dokumente bleiben, wie sie sind, ebenso Ihre Indexe und Einstellungen."
LangString GoneTitle ${LANG_ENGLISH} "Likewise was removed"
LangString GoneTitle ${LANG_GERMAN} "Likewise wurde entfernt"
LangString GoneText ${LANG_ENGLISH} "Your indexes stay where they are: beside each folder, under its name with “.likewise” at the end, and in$\r$\n$LOCALAPPDATA\Likewise$\r$\n$\r$\nThey contain the text of your documents. If you no longer need them, delete those folders."
LangString GoneText ${LANG_GERMAN} "Ihre Indexe bleiben, wo sie sind: neben jedem Ordner, unter dessen Namen mit „.likewise“ am Ende, und in$\r$\n$LOCALAPPDATA\Likewise$\r$\n$\r$\nSie enthalten den Text Ihrer Dokumente. Wenn Sie sie nicht mehr brauchen, löschen Sie diese Ordner."

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_ICONSTOP "$(TooOld)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

; A program that runs cannot be opened for writing.
!macro WAIT_UNTIL_CLOSED UN
Function ${UN}WaitUntilClosed
  again:
    IfFileExists "$INSTDIR\${PROGRAM}" 0 done
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    IfErrors 0 closed
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IsRunning)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 3
    Quit
  closed:
    FileClose $0
  done:
FunctionEnd
!macroend
!insertmacro WAIT_UNTIL_CLOSED ""
!insertmacro WAIT_UNTIL_CLOSED "un."

; Only what setup itself has put there: the folder may be one in which a person keeps other things.
!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\likewise-cli.exe"
!macroend

Section "$(SectionProgram)" SecProgram
  SectionIn RO
  Call WaitUntilClosed
  !insertmacro REMOVE_PROGRAM
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Likewise.lnk" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${APP_PATH_KEY}" "" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
SectionEnd

Section /o "$(SectionDesktop)" SecDesktop
  CreateShortcut "$DESKTOP\Likewise.lnk" "$INSTDIR\${PROGRAM}"
SectionEnd

Section /o "$(SectionVerb)" SecFolderVerb
  WriteRegStr HKCU "${VERB_KEY}" "" "$(Verb)"
  WriteRegStr HKCU "${VERB_KEY}" "Icon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${VERB_KEY}\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${SecProgram} "$(AboutProgram)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SecDesktop} "$(AboutDesktop)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SecFolderVerb} "$(AboutVerb)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Section "Uninstall"
  Call un.WaitUntilClosed
  !insertmacro REMOVE_PROGRAM
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Likewise.lnk"
  Delete "$DESKTOP\Likewise.lnk"
  DeleteRegKey HKCU "${VERB_KEY}"
  DeleteRegKey HKCU "${APP_PATH_KEY}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
SectionEnd
