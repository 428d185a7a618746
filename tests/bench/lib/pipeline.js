// What somebody would write in an afternoon with Node's mail libraries, to measure against: reads a mailbox over IMAP, stores each mail's
// labelled lines and its attachments (a transaction a mail, synchronous=FULL), and sends each sender one short letter over four connections.
// usage: pipeline.js MODULES IMAP-PORT USER PASSWORD SMTP-PORT DATABASE
const [modules, imapPort, user, password, smtpPort, file] = process.argv.slice(2);
const load = name => require(`${modules}/${name}`);
const { ImapFlow } = load("imapflow");
const { simpleParser } = load("mailparser");
const Database = load("better-sqlite3");
const nodemailer = load("nodemailer");

const LABELLED = /^([^\s:][^:]{0,40}?)\s*:\s*(.+)$/gm;
const AT_ONCE = 64; // letters under way; without a limit, 5,000 mails lie in memory

function open() {
	const database = new Database(file);
	database.pragma("journal_mode = WAL");
	database.pragma("synchronous = FULL");
	database.exec(`CREATE TABLE mail (id INTEGER PRIMARY KEY, message_id TEXT UNIQUE, sender TEXT, subject TEXT);
		CREATE TABLE field (mail INTEGER REFERENCES mail, label TEXT, value TEXT);
		CREATE TABLE attachment (mail INTEGER REFERENCES mail, name TEXT, content BLOB)`);
	const mail = database.prepare("INSERT INTO mail (message_id, sender, subject) VALUES (?, ?, ?)");
	const field = database.prepare("INSERT INTO field VALUES (?, ?, ?)");
	const attachment = database.prepare("INSERT INTO attachment VALUES (?, ?, ?)");
	return database.transaction(parsed => {
		const id = mail.run(parsed.messageId, parsed.from.value[0].address, parsed.subject).lastInsertRowid;
		for (const [, label, value] of (parsed.text || "").matchAll(LABELLED))
			field.run(id, label, value);
		for (const one of parsed.attachments)
			attachment.run(id, one.filename, one.content);
	});
}

async function main() {
	const store = open();
	const relay = nodemailer.createTransport({ host: "127.0.0.1", port: smtpPort, secure: false, ignoreTLS: true, pool: true, maxConnections: 4,
		maxMessages: Infinity });
	const client = new ImapFlow({ host: "127.0.0.1", port: imapPort, secure: false, auth: { user, pass: password }, logger: false });
	await client.connect();
	await client.mailboxOpen("INBOX");
	const sending = new Set();
	for await (const { source } of client.fetch("1:*", { source: true })) {
		const parsed = await simpleParser(source, { skipImageLinks: true });
		store(parsed);
		const letter = relay.sendMail({ from: user, to: parsed.from.text, subject: `Re: ${parsed.subject}`, inReplyTo: parsed.messageId,
			text: "Bonjour,\n\nVotre message est bien arrivé et enregistré.\n\nCordialement,\nPasserelle\n" });
		sending.add(letter);
		letter.finally(() => sending.delete(letter));
		if (sending.size >= AT_ONCE)
			await Promise.race(sending);
	}
	await Promise.all(sending);
	relay.close();
	await client.logout();
}

main();
