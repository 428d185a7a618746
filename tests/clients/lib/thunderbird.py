"""A real Thunderbird under Xvfb, with a mailbox on a real Dovecot, a real SMTP server, and a calendar."""

import json
import os
import signal
import subprocess
from pathlib import Path

from dovecot import PASSWORD
from marionette import Marionette
from system import free_ports, temporary_folder, wait_until

# One account, one calendar tied to its identity, no first-start questions, and no connections to other hosts.
SETTINGS = {
    "mail.accountmanager.accounts": "account1,account2", "mail.accountmanager.defaultaccount": "account1",
    "mail.accountmanager.localfoldersserver": "server2",
    "mail.account.account1.server": "server1", "mail.account.account2.server": "server2",
    "mail.account.lastKey": 2,
    "mail.server.server1.type": "imap", "mail.server.server1.hostname": "127.0.0.1", "mail.server.server1.socketType": 0,
    "mail.server.server1.authMethod": 3, "mail.server.server1.name": "partner", "mail.server.server1.login_at_startup": False,
    "mail.server.server1.check_new_mail": False, "mail.server.server1.use_idle": False,
    "mail.server.server2.type": "none", "mail.server.server2.hostname": "Local Folders", "mail.server.server2.userName": "nobody",
    "mail.server.server2.name": "Local Folders",
    "mail.smtpservers": "smtp1", "mail.smtp.defaultserver": "smtp1", "mail.smtpserver.smtp1.type": "smtp",
    "mail.smtpserver.smtp1.hostname": "127.0.0.1", "mail.smtpserver.smtp1.try_ssl": 0, "mail.smtpserver.smtp1.authMethod": 1,
    "calendar.registry.own.type": "storage", "calendar.registry.own.uri": "moz-storage-calendar://", "calendar.registry.own.name": "Agenda",
    "calendar.registry.own.imip.identity.key": "id1", "calendar.registry.own.calendar-main-in-composite": True,
    "calendar.list.sortOrder": "own", "calendar.timezone.local": "Europe/Paris", "calendar.timezone.useSystemTimezone": False,
    "calendar.alarms.show": False,
    "mail.provider.suppress_dialog_on_startup": True, "mail.rights.version": 1, "mailnews.start_page.enabled": False,
    "mail.shell.checkDefaultClient": False, "mail.spotlight.firstRunDone": True, "mail.winsearch.firstRunDone": True,
    "mail.inappnotifications.enabled": False, "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True, "app.update.enabled": False, "extensions.update.enabled": False,
    "mailnews.database.global.indexer.enabled": False, "mail.compose.attachment_reminder": False, "mail.warn_on_send_accel_key": False,
    "mail.phishing.detection.enabled": False, "mail.biff.show_alert": False, "toolkit.startup.max_resumed_crashes": -1,
    "browser.shell.checkDefaultBrowser": False, "mail.openMessageBehavior": 2,
    "network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9, "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9, "network.proxy.no_proxies_on": "127.0.0.1", "network.proxy.allow_hijacking_localhost": False,
    "layers.acceleration.disabled": True, "gfx.webrender.software": True, "media.hardware-video-decoding.enabled": False,
}


IDENTITY = {"smtpServer": "smtp1", "valid": True, "fcc": False, "archive_enabled": False}
BUTTONS = '[...shown.document.querySelectorAll("#imip-view-toolbar > toolbarbutton")].filter(isSeen)'


class Display:
    """An X server without a screen; reports the free number it has found."""

    def __enter__(self):
        seen, said = os.pipe()
        self._process = subprocess.Popen(["Xvfb", "-displayfd", str(said), "-screen", "0", "1280x1000x24", "-nolisten", "tcp"],
                                         pass_fds=[said], stderr=subprocess.DEVNULL)
        os.close(said)
        with os.fdopen(seen) as number:
            self.name = f":{number.readline().strip()}"
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait(timeout=30)


HELPERS = """
    const {MailServices} = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
    const server = MailServices.accounts.getAccount("account1").incomingServer;
    const main = Services.wm.getMostRecentWindow("mail:3pane");
    const tabs = main?.document.getElementById("tabmail");
    const shown = tabs?.currentAboutMessage;
    const composer = Services.wm.getMostRecentWindow("msgcompose");
    const isSeen = node => node.getClientRects().length && node.getBoundingClientRect().width > 0;
"""


class Thunderbird:
    """`people`: (name, address) of its users, first the owner of the mailbox and calendar. `pictures`: a
    folder, or None."""

    def __init__(self, people, dovecot, smtp_port, display, pictures=None):
        self._temporary = temporary_folder("thunderbird")
        self._display, self._pictures = display, pictures
        self._people = {address: f"id{number}" for number, (_, address) in enumerate(people, 1)}
        self._settings = {**SETTINGS, "mail.server.server1.port": dovecot.imap_port, "mail.server.server1.userName": people[0][1],
                          "mail.account.account1.identities": ",".join(self._people.values()), "mail.smtpserver.smtp1.port": smtp_port,
                          "marionette.port": free_ports(1)[0]}
        for name, address in people:
            self._settings |= {f"mail.identity.{self._people[address]}.{key}": value
                               for key, value in {**IDENTITY, "useremail": address, "fullName": name}.items()}

    def __enter__(self):
        self.folder = Path(self._temporary.__enter__())
        profile = self.folder / "profile"
        profile.mkdir()
        (profile / "user.js").write_text("".join(f'user_pref("{key}", {json.dumps(value)});\n' for key, value in self._settings.items()))
        # Without bus, graphics card and screen reader; its complaints about that are ignored.
        environment = {**os.environ, "HOME": str(self.folder), "TMPDIR": str(self.folder), "XDG_RUNTIME_DIR": str(self.folder),
                       "DISPLAY": self._display.name, "GDK_BACKEND": "x11", "LC_ALL": "C.UTF-8", "MOZ_CRASHREPORTER_DISABLE": "1",
                       "NO_AT_BRIDGE": "1", "DBUS_SESSION_BUS_ADDRESS": "disabled:", "LIBGL_ALWAYS_SOFTWARE": "1"}
        self._process = subprocess.Popen(
            ["thunderbird", "--no-remote", "--profile", str(profile), "--marionette", "--remote-allow-system-access"],
            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            self._control = Marionette(self._settings["marionette.port"])
            self._waits("the main window", "return main?.document.readyState == 'complete' && !!tabs?.currentTabInfo")
            self._does("server.password = args[0]; server.performExpand(null);", PASSWORD)
            self._waits("the list of its folders", """
                const folders = server.rootFolder.subFolders.map(folder => folder.QueryInterface(Ci.nsIMsgImapMailFolder));
                return folders.every(folder => folder.verifiedAsOnlineFolder) && folders.some(folder => folder.flags & Ci.nsMsgFolderFlags.Trash);""")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        """Thunderbird and the processes it started form a session."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(timeout=30)
        self._temporary.__exit__(None, None, None)

    def _does(self, script, *arguments):
        return self._control.does(HELPERS + script, *arguments)

    def _waits(self, what, script, *arguments):
        """Repeats the script until it returns something; returns that. The script may fail meanwhile, as
        windows come and go."""
        said, failed = [], []

        def asks():
            try:
                said.append(self._does(script, *arguments))
            except RuntimeError as error:
                said[:] = [None]
                failed.append(str(error))
            return said[-1]

        try:
            wait_until(asks, what, timeout_s=60)
        except TimeoutError as error:
            raise TimeoutError(f"{error}; {failed[-1:]}") from None
        return said[-1]

    def _takes_picture(self, name):
        """Of the newest window."""
        if not self._pictures:
            return
        self._pictures.mkdir(parents=True, exist_ok=True)
        windows = self._control.calls("WebDriver:GetWindowHandles", {})
        self._control.calls("WebDriver:SwitchToWindow", {"handle": windows[-1], "focus": False})
        (self._pictures / f"{name}.png").write_bytes(self._control.picture())
        self._control.calls("WebDriver:SwitchToWindow", {"handle": windows[0], "focus": False})

    def opens(self, message_id, picture=None):
        """Fetches mail and opens a letter; returns the buttons that the calendar shows with it."""
        self._waits(f"a letter {message_id}", """
            const inbox = server.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox);
            await new Promise(done => inbox.getNewMessages(null, {QueryInterface: ChromeUtils.generateQI(["nsIUrlListener"]),
                OnStartRunningUrl() {}, OnStopRunningUrl: done}));
            const letter = [...inbox.messages].find(one => one.messageId == args[0]);
            if (!letter) return false;
            tabs.closeOtherTabs(tabs.tabInfo[0]);
            ChromeUtils.importESModule("resource:///modules/MailUtils.sys.mjs").MailUtils.displayMessage(letter);
            return true;""", message_id)
        buttons = self._waits("the buttons of the calendar", f"""
            // What it is asked while it reads for the first time which folders there are is lost.
            if (shown?.gMessageURI && !shown.gMessage) shown.displayMessage(shown.gMessageURI);
            if (shown?.gMessage?.messageId != args[0] || !shown.calImipBar.itipItem) return null;
            const seen = {BUTTONS};
            return seen.length ? seen.map(one => one.id) : null;""", message_id)
        if picture:
            self._takes_picture(picture)
        return buttons

    def presses(self, button, picture=None):
        """Clicks a button of the calendar, which then disappears."""
        x, y = self._does("""
            const box = shown.document.getElementById(args[0]).getBoundingClientRect();
            return [shown.mozInnerScreenX - main.mozInnerScreenX + box.left + 20, shown.mozInnerScreenY - main.mozInnerScreenY + box.top + box.height / 2]""",
                          button)
        self._clicks(x, y)
        self._waits("the button to go", "return !isSeen(shown.document.getElementById(args[0]))", button)
        if picture:
            self._takes_picture(picture)

    def _clicks(self, x, y):
        self._control.calls("WebDriver:PerformActions", {"actions": [{
            "type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": [
                {"type": "pointerMove", "x": round(x), "y": round(y), "origin": "viewport", "duration": 0},
                {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]}]})

    def agenda(self):
        """(start, the owner's answer) of each event in its calendar."""
        return [tuple(event) for event in self._does("""
            const {cal} = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
            const items = await cal.manager.getCalendars()[0].getItemsAsArray(Ci.calICalendar.ITEM_FILTER_ALL_ITEMS, 0, null, null);
            return items.map(item => [item.startDate.icalString, item.getAttendees()[0].participationStatus]);""")]

    def writes(self, sender, url, body=None, files=()):
        """Opens a mailto: link like a click, replaces the text of the link, and sends with the window's
        button."""
        self._does("""
            const fields = MailServices.compose.getParamsForMailto(Services.io.newURI(args[0]));
            fields.identity = MailServices.accounts.allIdentities.find(one => one.key == args[1]);
            for (const path of args[2]) {
                const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
                file.initWithPath(path);
                const attachment = Cc["@mozilla.org/messengercompose/attachment;1"].createInstance(Ci.nsIMsgAttachment);
                attachment.url = Services.io.newFileURI(file).spec;
                attachment.name = file.leafName;
                fields.composeFields.addAttachment(attachment);
            }
            MailServices.compose.OpenComposeWindowWithParams(null, fields);""", url, self._people[sender], [str(path) for path in files])
        self._waits("the window to write in", "return composer?.gMsgCompose?.editor && composer.composeEditorReady && !composer.gWindowLocked")
        self._takes_picture(f"link-{self._people[sender]}")
        self._does("""
            const editor = composer.GetCurrentEditor();
            if (args[0]) {
                editor.selectAll();
                editor.insertText(args[0]);
            }
            composer.document.getElementById("button-send").click();""", body)
        self._waits("the letter to be sent", "return !composer")
