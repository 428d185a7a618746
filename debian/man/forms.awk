# Makes passerelle-forms(7) of the names of kinds and the phrases, so that the page says what a form shows.
#   awk -f forms.awk src/extract/kinds.c templates/fr/phrases
function quoted(line, name) {
	if (!match(line, "[.]" name " = \"[^\"]*\""))
		return ""
	line = substr(line, RSTART, RLENGTH)
	sub(/^[^"]*"/, "", line)
	sub(/"$/, "", line)
	return line
}
function escaped(text) {
	gsub(/\\/, "\\e", text)
	sub(/^['.]/, "\\\\\\&&", text)
	return text
}
# Prints text in lines of at most 79 bytes.
function fill(text,    words, n, w, line) {
	n = split(text, words, " ")
	line = words[1]
	for (w = 2; w <= n; w++)
		if (length(line) + length(words[w]) < 44)
			line = line " " words[w]
		else {
			print line
			line = words[w]
		}
	print line
}
FILENAME ~ /kinds.c$/ {
	if (quoted($0, "name") != "")
		kind = quoted($0, "name")
	if (kind != "" && quoted($0, "tag") != "") {
		tags[kind] = quoted($0, "tag")
		order[++count] = kind
		kind = ""
	}
	next
}
/^[a-z_.]+ = / {
	key = $1
	value = $0
	sub(/^[a-z_.]+ = /, "", value)
	phrases[key] = value
	if (split(key, part, ".") == 3 && part[1] == "hint")
		fields[part[2], ++field_count[part[2]]] = part[3]
}
END {
	print ".Dd November 29, 2026\n.Dt PASSERELLE-FORMS 7\n.Os"
	print ".Sh NAME\n.Nm passerelle-forms\n.Nd what people write to passerelle"
	print ".Sh DESCRIPTION"
	fill("A form is a mail whose subject begins with a tag in brackets, a reference behind it where one is meant:")
	print ".Sq [CV OFF-2026-0001] ."
	fill("Its body has a line for each answer, label, colon, value, in any order; a long answer goes on in the lines below.")
	fill("Accents, capitals and the order don't matter.")
	fill("Who writes a tag alone gets the blank form back.")
	fill("People also answer in words to the letters that they get.")
	print ".Pp"
	fill("Un formulaire est un message dont l\\(cqobjet commence par un mot entre crochets, suivi de la r\\('ef\\('erence s\\(cqil y en a une.")
	fill("Le texte porte une ligne par r\\('eponse\\~: \\(Fo\\~Intitul\\('e\\~: Pr\\('eparateur de commandes\\~\\(Fc.")
	print ".Sh FORMS"
	for (i = 1; i <= count; i++) {
		kind = order[i]
		if (tags[kind] == "")
			continue
		print ".Ss \\&[" tags[kind] "]\\&"
		if (("kind." kind) in phrases)
			fill(escaped(phrases["kind." kind]) ".")
		if (!field_count[kind])
			continue
		print ".Bl -tag -width Ds -compact"
		for (f = 1; f <= field_count[kind]; f++) {
			label = phrases["field." fields[kind, f]]
			if (label != "") {
				print ".It " escaped(label)
				fill(escaped(phrases["hint." kind "." fields[kind, f]]))
			}
		}
		print ".El"
	}
	print ".Sh SEE ALSO\n.Xr passerelle 8"
}
