; The installer. Per person, without administrator rights; /ALLUSERS installs for the computer.
; Called by make.py, which gives VERSION, PACK (what to pack), OUT, SIZE_MB and SIZE_KB, LONGEST (of
; the paths in it), ICON, LICENCE_PAGE, COMPRESSOR, and with a certificate SIGN (signs one file).
;
; Silent: setup.exe /S [/ALLUSERS] [/D=folder]. Exit codes: 0 done, 1 cancelled, 3 SozDesk runs,
; 4 no administrator for /ALLUSERS, 5 no room, 6 the folder cannot be written, 7 path too long,
; 8 the folder of /D= holds something else than SozDesk.
; Removing: «deinstallieren.exe /S _?=folder» waits and answers these codes (so does the
; QuietUninstallString); without «_?=» Windows programs of NSIS answer 0 before they begin.

Unicode true
Target amd64-unicode
SetCompressor /SOLID ${COMPRESSOR}
!if "${COMPRESSOR}" == "lzma"
  SetCompressorDictSize 64 ; the two programs share most of their bytes
!endif
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
AllowSkipFiles off
SetDateSave off ; same folder, same bytes, whenever it was built
CRCCheck force

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\SozDesk"
!define UNINSTALLER "deinstallieren.exe"
!define TYPE "SozDesk.Datei"

!define RUNS 3
!define NO_RIGHTS 4
!define NO_ROOM 5
!define NOT_WRITABLE 6
!define TOO_LONG 7
!define FOREIGN 8

; Names that no folder of a person has: what lies in them is deleted.
!define NEW "_sozdesk_neu"
!define OLD "_sozdesk_alt"
!define DONE "_sozdesk_weg"

Name "SozDesk"
OutFile "${OUT}"
BrandingText "SozDesk ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1031 "ProductName" "SozDesk"
VIAddVersionKey /LANG=1031 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1031 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1031 "FileDescription" "SozDesk – Installation"
VIAddVersionKey /LANG=1031 "CompanyName" "SozDesk"
VIAddVersionKey /LANG=1031 "LegalCopyright" "Apache-2.0, siehe LICENSE und NOTICE"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_TEXT "SozDesk ${VERSION} ist installiert. Sie finden es im Startmenü."
!define MUI_FINISHPAGE_RUN "$INSTDIR\sozdesk.exe"
!define MUI_FINISHPAGE_RUN_TEXT "SozDesk öffnen"

!insertmacro MUI_PAGE_LICENSE "${LICENCE_PAGE}"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "German"

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
  !finalize '${SIGN} "%1"' = 0
!endif

Var AllUsers
Var Chosen
Var Failed
Var Placing

; ---------------------------------------------------------------- what both programs share

!macro Refuse code sentence
  MessageBox MB_OK|MB_ICONSTOP "${sentence}" /SD IDOK
  SetErrorLevel ${code}
  Quit
!macroend

!macro RefuseWithoutRights sentence
  UserInfo::GetAccountType
  Pop $R1
  ${If} $R1 != "Admin"
    !insertmacro Refuse ${NO_RIGHTS} "${sentence}"
  ${EndIf}
!macroend

!macro ForEveryPart action
  !insertmacro ${action} "_internal"
  !insertmacro ${action} "Lizenzen"
  !insertmacro ${action} "sozdesk.exe"
  !insertmacro ${action} "sozdesk-cli.exe"
  !insertmacro ${action} "LICENSE.txt"
  !insertmacro ${action} "NOTICE.txt"
!macroend

Function ForPersonOrComputer
  StrCpy $AllUsers 0
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/ALLUSERS" $R1
  ${IfNot} ${Errors}
    !insertmacro RefuseWithoutRights "Für alle Personen dieses Computers kann nur installieren, wer Administratorrechte hat. Ohne /ALLUSERS geht es ohne diese Rechte. Es wurde nichts geändert."
    StrCpy $AllUsers 1
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
FunctionEnd

; A program that runs cannot be opened for writing; also in the session of somebody else.
!macro LookWhetherItRuns un
Function ${un}RefuseIfRunning ; $R9 is the name of the program
  ${IfNot} ${FileExists} "$INSTDIR\$R9"
    Return
  ${EndIf}
  again:
  ClearErrors
  FileOpen $R0 "$INSTDIR\$R9" a
  ${If} ${Errors}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "SozDesk läuft noch, oder eine Datei des Programms darf nicht ersetzt werden. Schliessen Sie SozDesk und wiederholen Sie den Schritt. Es wurde nichts geändert." /SD IDCANCEL IDRETRY again
    SetErrorLevel ${RUNS}
    Quit
  ${EndIf}
  FileClose $R0
FunctionEnd
Function ${un}RefuseWhileRunning
  StrCpy $R9 "sozdesk.exe"
  Call ${un}RefuseIfRunning
  StrCpy $R9 "sozdesk-cli.exe"
  Call ${un}RefuseIfRunning
FunctionEnd
!macroend
!insertmacro LookWhetherItRuns ""
!insertmacro LookWhetherItRuns "un."

; ---------------------------------------------------------------- install

Function .onInit
  Call ForPersonOrComputer
  StrCpy $Chosen "$INSTDIR"
  Call ChooseFolder
  StrLen $R0 "$INSTDIR"
  IntOp $R0 $R0 + ${LONGEST}
  ${If} $R0 > 258
    !insertmacro Refuse ${TOO_LONG} "Der Ordner «$INSTDIR» hat einen zu langen Namen; Windows fände nicht alle Dateien. Wählen Sie einen kürzeren. Es wurde nichts geändert."
  ${EndIf}
  Call RefuseForeignFolder
  Call RefuseWhileRunning
  Call RefuseWithoutRoom
FunctionEnd

; A part of the program replaces what has its name: never in a folder of something else.
Function RefuseForeignFolder
  ${If} $Chosen == ""
  ${OrIf} ${FileExists} "$INSTDIR\sozdesk.exe"
  ${OrIf} ${FileExists} "$INSTDIR\${OLD}"
  ${OrIf} ${FileExists} "$INSTDIR\${NEW}"
    Return
  ${EndIf}
  ${DirState} "$INSTDIR" $R0
  ${If} $R0 = 1
    !insertmacro Refuse ${FOREIGN} "Im Ordner «$INSTDIR» liegt etwas anderes als SozDesk. Wählen Sie einen leeren oder einen neuen Ordner. Es wurde nichts geändert."
  ${EndIf}
FunctionEnd

; /D=, else where it is already, else the usual place.
Function ChooseFolder
  ${If} $INSTDIR == ""
    ReadRegStr $INSTDIR SHCTX "${UNINSTALL_KEY}" "InstallLocation"
  ${EndIf}
  ${If} $INSTDIR == ""
    ${If} $AllUsers = 1
      StrCpy $INSTDIR "$PROGRAMFILES64\SozDesk"
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\SozDesk"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function RefuseWithoutRoom
  ${GetRoot} "$INSTDIR" $R0
  ClearErrors
  ${DriveSpace} "$R0\" "/D=F /S=M" $R1
  ${If} ${Errors}
    Return ; a share that does not say; the files themselves will
  ${EndIf}
  ${If} $R1 < ${SIZE_MB}
    !insertmacro Refuse ${NO_ROOM} "Auf dem Laufwerk $R0 sind $R1 MB frei, SozDesk braucht ${SIZE_MB} MB. Schaffen Sie Platz und starten Sie die Installation noch einmal. Es wurde nichts geändert."
  ${EndIf}
FunctionEnd

; Virus scanners hold a file for a moment: try for five seconds. After a failure nothing more is moved.
; From $R0 to $R1.
Function Move
  ${If} $Failed = 1
    Return
  ${EndIf}
  StrCpy $R2 0
  again:
  ClearErrors
  Rename "$R0" "$R1"
  ${If} ${Errors}
    IntOp $R2 $R2 + 1
    ${If} $R2 < 20
      Sleep 250
      Goto again
    ${EndIf}
    StrCpy $Failed 1
  ${EndIf}
FunctionEnd
!macro Move from to
  ${If} ${FileExists} "$INSTDIR\${from}"
    StrCpy $R0 "$INSTDIR\${from}"
    StrCpy $R1 "$INSTDIR\${to}"
    Call Move
  ${EndIf}
!macroend
!macro SetAside part
  !insertmacro Move "${part}" "${OLD}\${part}"
!macroend
!macro PutInPlace part
  !insertmacro Move "${NEW}\${part}" "${part}"
!macroend
!macro TakeAway part
  StrCpy $Failed 0
  !insertmacro Move "${part}" "${NEW}\${part}"
!macroend
!macro PutBack part
  ${If} ${FileExists} "$INSTDIR\${OLD}\${part}"
    !insertmacro TakeAway "${part}"
    !insertmacro Move "${OLD}\${part}" "${part}"
  ${EndIf}
!macroend

; OLD is there from the first part set aside until the last one is placed. As long as it holds a
; part, that part belongs to the program before: it goes back, it is never deleted.
Function PutBackWhatIsOld
  ${If} ${FileExists} "$INSTDIR\${OLD}\*.*"
    CreateDirectory "$INSTDIR\${NEW}"
    !insertmacro ForEveryPart PutBack
    RMDir "$INSTDIR\${OLD}"
  ${EndIf}
FunctionEnd

; The new program is unpacked beside the old one, which stays whole until everything is there.
Section "SozDesk"
  StrCpy $Placing 0
  RMDir /r "$INSTDIR\${NEW}"
  RMDir /r "$INSTDIR\${DONE}"
  Call PutBackWhatIsOld ; an installation was cut off
  RMDir /r "$INSTDIR\${NEW}"
  ${If} ${FileExists} "$INSTDIR\${OLD}"
    Abort "Das bisherige Programm liess sich nicht wiederherstellen."
  ${EndIf}
  ClearErrors
  SetOutPath "$INSTDIR\${NEW}"
  ${If} ${Errors}
    Abort "Im Ordner «$INSTDIR» darf nicht geschrieben werden."
  ${EndIf}
  File /r "${PACK}"
  SetOutPath "$INSTDIR"
  ${If} ${Errors}
    Abort "Die Dateien liessen sich nicht schreiben."
  ${EndIf}
  CreateDirectory "$INSTDIR\${OLD}"
  StrCpy $Failed 0
  !insertmacro ForEveryPart SetAside
  ${If} $Failed = 0
    StrCpy $Placing 1
    !insertmacro ForEveryPart PutInPlace
    !insertmacro Move "${OLD}" "${DONE}"
  ${EndIf}
  ${If} $Failed = 1
    Abort "Das bisherige Programm liess sich nicht ersetzen."
  ${EndIf}
  RMDir /r "$INSTDIR\${DONE}"
  RMDir /r "$INSTDIR\${NEW}"
  Call Register
SectionEnd

; After any failure above: what was there before is there again, nothing else is left.
Function .onInstFailed
  SetOutPath "$TEMP"
  ${If} $Placing = 1 ; all that was before is in OLD
    !insertmacro ForEveryPart TakeAway
  ${EndIf}
  Call PutBackWhatIsOld
  RMDir /r "$INSTDIR\${NEW}"
  RMDir "$INSTDIR"
  SetErrorLevel ${NOT_WRITABLE}
FunctionEnd

Function Register
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"
  CreateShortCut "$SMPROGRAMS\SozDesk.lnk" "$INSTDIR\sozdesk.exe"
  WriteRegStr SHCTX "Software\Classes\.sozdesk" "" "${TYPE}"
  WriteRegStr SHCTX "Software\Classes\${TYPE}" "" "Datei von SozDesk"
  WriteRegStr SHCTX "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\sozdesk.exe,0"
  WriteRegStr SHCTX "Software\Classes\${TYPE}\shell\open\command" "" '"$INSTDIR\sozdesk.exe" "%1"'
  StrCpy $R0 '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "SozDesk"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\sozdesk.exe"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "SozDesk"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" $R0
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '$R0 /S _?=$INSTDIR'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; the Explorer learns the icon
FunctionEnd

; ---------------------------------------------------------------- uninstall

; For whom this folder was installed stands in the registry, whatever the command line says.
Function un.onInit
  StrCpy $AllUsers 0
  ReadRegStr $R0 HKLM "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $R0 == "$INSTDIR"
    !insertmacro RefuseWithoutRights "SozDesk ist für alle Personen dieses Computers installiert. Entfernen kann es nur, wer Administratorrechte hat. Es wurde nichts geändert."
    StrCpy $AllUsers 1
  ${EndIf}
  Call un.RefuseWhileRunning
FunctionEnd

!macro Remove part
  ${If} ${FileExists} "$INSTDIR\${part}\*.*"
    RMDir /r "$INSTDIR\${part}"
  ${Else}
    Delete "$INSTDIR\${part}"
  ${EndIf}
!macroend

; What the system knows of this folder; an installation somewhere else keeps its own.
Function un.Register
  ReadRegStr $R0 SHCTX "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $R0 != "$INSTDIR"
    Return
  ${EndIf}
  Delete "$SMPROGRAMS\SozDesk.lnk"
  ReadRegStr $R0 SHCTX "Software\Classes\.sozdesk" ""
  ${If} $R0 == "${TYPE}"
    DeleteRegKey SHCTX "Software\Classes\.sozdesk"
  ${EndIf}
  DeleteRegKey SHCTX "Software\Classes\${TYPE}"
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
FunctionEnd

; Called with «_?=» the uninstaller runs where it lies and cannot delete itself: cmd does, after it.
Function un.RemoveItself
  Delete "$INSTDIR\${UNINSTALLER}"
  ${If} ${FileExists} "$INSTDIR\${UNINSTALLER}"
    ExecShell "open" "$SYSDIR\cmd.exe" '/d /c "(for /l %i in (1,1,30) do if exist "$INSTDIR\${UNINSTALLER}" (ping -n 2 127.0.0.1 >nul & del /q "$INSTDIR\${UNINSTALLER}")) & ping -n 2 127.0.0.1 >nul & rd "$INSTDIR""' SW_HIDE
  ${EndIf}
FunctionEnd

; Only what the installer brought: data files, backups and settings stay, wherever they lie.
Section "un.SozDesk"
  SetOutPath "$TEMP"
  !insertmacro ForEveryPart Remove
  !insertmacro Remove "${NEW}"
  !insertmacro Remove "${DONE}"
  !insertmacro Remove "${OLD}"
  Call un.RemoveItself
  RMDir "$INSTDIR"
  ${If} $AllUsers = 1
    SetShellVarContext all
    Call un.Register
  ${EndIf}
  SetShellVarContext current
  Call un.Register
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
