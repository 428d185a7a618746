/* Zones of lines, in the formats of mail clients. */
#include "decode_support.h"

#include "base/io.h"
#include "base/phrases.h"
#include "base/text.h"

struct row {
	const char *client, *subject, *body, *lines;
};

static const struct row plain_rows[] = {
    {"nothing quoted", "[OFFRE]", "Intitulé : Cariste\n\nLieu : Lyon\n",
     "O|Intitulé : Cariste\nO|\nO|Lieu : Lyon\n"},
    {"Thunderbird, answer above", "Re: [OFFRE]",
     "Lieu : Lyon\n\nLe 12/05/2026 à 10:23, IMS a écrit :\n> Lieu : ?\n>> Bonjour\n> > Bonsoir\n",
     "O|Lieu : Lyon\nO|\nQ|Le 12/05/2026 à 10:23, IMS a écrit :\nQ|Lieu : ?\nQ|Bonjour\nQ|Bonsoir\n"},
    {"Thunderbird, answers between", "Re: x",
     "Le 12/05/2026 à 10:23, IMS a écrit :\n> Lieu ?\nLieu : Lyon\n> Date ?\nDate : demain\n",
     "Q|Le 12/05/2026 à 10:23, IMS a écrit :\nQ|Lieu ?\nO|Lieu : Lyon\nQ|Date ?\nO|Date : demain\n"},
    {"Gmail, wrapped attribution", "Re: x",
     "OUI\n\nLe lun. 12 janv. 2026 à 10:23, Partenariat <partenariat@passerelle.example>\na écrit :\n\n> "
     "Consentement :\n",
     "O|OUI\nO|\nQ|Le lun. 12 janv. 2026 à 10:23, Partenariat <partenariat@passerelle.example>\nQ|a écrit "
     ":\nO|\nQ|Consentement :\n"},
    {"Gmail, over three lines", "Re: x",
     "OUI\nLe lun. 12 janv. 2026 à 10:23,\nPartenariat des missions locales\n<p@passerelle.example> a écrit "
     ":\n> Non\n",
     "O|OUI\nQ|Le lun. 12 janv. 2026 à 10:23,\nQ|Partenariat des missions locales\nQ|<p@passerelle.example> "
     "a écrit "
     ":\nQ|Non\n"},
    {"English", "Re: x", "Yes\n\nOn Mon, Jan 12, 2026 at 10:23 AM X <x@y.example> wrote:\n> No\n",
     "O|Yes\nO|\nQ|On Mon, Jan 12, 2026 at 10:23 AM X <x@y.example> wrote:\nQ|No\n"},
    {"no quote marks below the attribution", "Re: x",
     "Oui\n\nLe 12 mai 2026 à 10:23, IMS <ims@ims.example> a écrit :\n\nConsentement : OUI\n\nMerci\n",
     "O|Oui\nO|\nQ|Le 12 mai 2026 à 10:23, IMS <ims@ims.example> a écrit :\nQ|\nQ|Consentement : "
     "OUI\nQ|\nQ|Merci\n"},
    {"a sentence is no attribution", "x", "Le directeur a écrit :\nLieu : Lyon\n",
     "O|Le directeur a écrit :\nO|Lieu : Lyon\n"},
    {"Outlook reply", "RE: [OFFRE]",
     "Lieu : Lyon\n\n-----Message d'origine-----\nDe : IMS <ims@ims.example>\nEnvoyé : lundi 12 mai 2026 "
     "10:23\nÀ : "
     "Dupont\nObjet : [OFFRE]\n\nLieu : Paris\n",
     "O|Lieu : Lyon\nO|\nQ|-----Message d'origine-----\nQ|De : IMS <ims@ims.example>\nQ|Envoyé : lundi 12 "
     "mai 2026 "
     "10:23\nQ|À : Dupont\nQ|Objet : [OFFRE]\nQ|\nQ|Lieu : Paris\n"},
    {"Outlook reply, bold labels", "RE: x",
     "Oui\n\n*De :* IMS\n*Envoyé :* lundi 12 mai 2026\n*À :* Dupont\n*Objet :* x\n\nNon\n",
     "O|Oui\nO|\nQ|De : IMS\nQ|Envoyé : lundi 12 mai 2026\nQ|À : Dupont\nQ|Objet : x\nQ|\nQ|Non\n"},
    {"SFR, Zimbra: a header above marked text, answers between", "RE: x",
     "De : IMS <ims@ims.example>\nEnvoyé : lundi\nÀ : D\nObjet : x\n\n> Horaires : 35 h\nPlutôt 30 h.\n> "
     "Lieu : "
     "Lyon\n\nMerci\n",
     "Q|De : IMS <ims@ims.example>\nQ|Envoyé : lundi\nQ|À : D\nQ|Objet : x\nQ|\nQ|Horaires : 35 h\nO|Plutôt "
     "30 "
     "h.\nQ|Lieu : Lyon\nO|\nO|Merci\n"},
    {"lines wrapped after they were quoted", "Re: x",
     "Oui\n\nLe 12/05/2026 à 10:23, IMS a écrit :\n> La Mission locale de Lyon vous propose une candidature "
     "pour "
     "l'offre\nPréparateur de commandes.\n> Le CV est joint. Prenez contact avec cette personne, puis "
     "dites-nous "
     "la\nsuite.\n> Merci\nVoilà.\n",
     "O|Oui\nO|\nQ|Le 12/05/2026 à 10:23, IMS a écrit :\nQ|La Mission locale de Lyon vous propose une "
     "candidature "
     "pour l'offre\nQ|Préparateur de commandes.\nQ|Le CV est joint. Prenez contact avec cette personne, puis "
     "dites-nous la\nQ|suite.\nQ|Merci\nO|Voilà.\n"},
    {"an answer below one full line", "Re: x",
     "Le 12/05/2026 à 10:23, IMS a écrit :\n> Quand : jeudi 28 janvier 2027, de 14 h à 17 h 30, au "
     "port Édouard-Herriot\nNous viendrons à trois.\n> Merci\n",
     "Q|Le 12/05/2026 à 10:23, IMS a écrit :\nQ|Quand : jeudi 28 janvier 2027, de 14 h à 17 h 30, au port "
     "Édouard-Herriot\nO|Nous viendrons à trois.\nQ|Merci\n"},
    {"answers below two full lines", "Re: x",
     "Le 12/05/2026 à 10:23, IMS a écrit :\n> Viendrez-vous au forum du jeudi 28 janvier 2027, à la Maison "
     "de "
     "l'emploi ?\nNous viendrons à trois.\n> Voulez-vous aussi participer à l'atelier de l'après-midi, de 14 "
     "h "
     "à 16 h ?\nVolontiers, à deux.\n> Merci\n",
     "Q|Le 12/05/2026 à 10:23, IMS a écrit :\nQ|Viendrez-vous au forum du jeudi 28 janvier 2027, à la Maison "
     "de "
     "l'emploi ?\nO|Nous viendrons à trois.\nQ|Voulez-vous aussi participer à l'atelier de l'après-midi, de "
     "14 h à 16 h ?\nO|Volontiers, à deux.\nQ|Merci\n"},
    {"AOL, a separator of its own", "RE: x",
     "Oui\n-----E-mail d'origine-----\nDe : IMS <ims@ims.example>\nEnvoyé le : Lundi\nSujet : x\n\nNon\n",
     "O|Oui\nQ|-----E-mail d'origine-----\nQ|De : IMS <ims@ims.example>\nQ|Envoyé le : Lundi\nQ|Sujet : "
     "x\nQ|\nQ|Non\n"},
    {"a separator without dashes", "RE: x",
     "Message d'origine\nOui\nMessage d'origine\nDe : IMS\nEnvoyé : lundi\nObjet : x\n\nNon\n",
     "O|Message d'origine\nO|Oui\nQ|Message d'origine\nQ|De : IMS\nQ|Envoyé : lundi\nQ|Objet : "
     "x\nQ|\nQ|Non\n"},
    {"Outlook in German", "AW: x", "Ja\nVon: A <a@b.example>\nGesendet: Montag\nAn: B\nBetreff: x\n\nNein\n",
     "O|Ja\nQ|Von: A <a@b.example>\nQ|Gesendet: Montag\nQ|An: B\nQ|Betreff: x\nQ|\nQ|Nein\n"},
    {"attributions of other languages and programs", "Re: x",
     "Am 11.01.2027 um 09:31 schrieb IMS <i@ims.example>:\n> A\nIMS a écrit le 11/01/2027 à 09:31 :\n> "
     "B\n---- Le "
     "lun., 11 janv. 2027 09:31:12 +0100 IMS <i@ims.example> a écrit ----\n\nC\n",
     "Q|Am 11.01.2027 um 09:31 schrieb IMS <i@ims.example>:\nQ|A\nQ|IMS a écrit le 11/01/2027 à 09:31 "
     ":\nQ|B\nQ|---- Le lun., 11 janv. 2027 09:31:12 +0100 IMS <i@ims.example> a écrit ----\nQ|\nQ|C\n"},
    {"headers between marks, without marked lines", "Re: x",
     "Oui\n\n>>> IMS <i@ims.example> 11/01/2027 09:31 >>>\nNon\n\n> Peut-être\n",
     "O|Oui\nO|\nQ|>>> IMS <i@ims.example> 11/01/2027 09:31 >>>\nQ|Non\nQ|\nQ|Peut-être\n"},
    {"an attribution between dashes needs no date", "Re: x",
     "Oui\n---- IMS – antenne de Lyon a écrit ----\nNon\n",
     "O|Oui\nQ|---- IMS – antenne de Lyon a écrit ----\nQ|Non\n"},
    {"a blank before the dashes", "Re: x", "Oui\n-----IMS <i@ims.example> a écrit : -----\nNon\n",
     "O|Oui\nQ|-----IMS <i@ims.example> a écrit : -----\nQ|Non\n"},
    {"a date and an address", "Re: x",
     "Oui\n30 nov. 2026 09:12:00 IMS <i@ims.example>:\n> Non\nA\n2026-11-30 9:12 GMT+01:00 IMS\n"
     "<i@ims.example>:\nNon\n",
     "O|Oui\nQ|30 nov. 2026 09:12:00 IMS <i@ims.example>:\nQ|Non\nO|A\nQ|2026-11-30 9:12 GMT+01:00 IMS\n"
     "Q|<i@ims.example>:\nQ|Non\n"},
    {"a verb before the date", "Re: x", "Oui\nIMS wrote on 30/11/2026 09:12:\nNon\n",
     "O|Oui\nQ|IMS wrote on 30/11/2026 09:12:\nQ|Non\n"},
    {"an answer below the signature", "Re: x", "> Non\n\n-- \nJean Dupont\n\nBonjour,\nOui\n",
     "Q|Non\nO|\nS|--\nS|Jean Dupont\nS|\nO|Bonjour,\nO|Oui\n"},
    {"a greeting in a signature below an answer", "Re: x", "Oui\n-- \nJean\n\nBonjour les jeunes !\n",
     "O|Oui\nS|--\nS|Jean\nS|\nS|Bonjour les jeunes !\n"},
    {"an hour and an address are no attribution", "Re: x", "10:30 accueil, Paul <p@a.example>:\nOui\n",
     "O|10:30 accueil, Paul <p@a.example>:\nO|Oui\n"},
    {"our letter below a header that nobody knows", "Re: x",
     "Oui\n\n*** IMS schreef ***\nPASSERELLE – Candidature\n\nEmbauche :\nVos droits : … ; réclamation : "
     "CNIL.\nPied de page\n",
     "O|Oui\nO|\nO|*** IMS schreef ***\nQ|PASSERELLE – Candidature\nQ|\nQ|Embauche :\nQ|Vos droits : … ; "
     "réclamation : CNIL.\nQ|Pied de page\n"},
    {"an answer below our letter, which nothing marks", "Re: x",
     "De : IMS <i@ims.example>\nEnvoyé : lundi 30 novembre 2026 09:12\nObjet : x\n\nPASSERELLE – Appel\nNon\n"
     "Vos droits : répondez à ce message ; réclamation : CNIL.\n\nOui\n",
     "Q|De : IMS <i@ims.example>\nQ|Envoyé : lundi 30 novembre 2026 09:12\nQ|Objet : x\nQ|\nQ|PASSERELLE – "
     "Appel\nQ|Non\nQ|Vos droits : répondez à ce message ; réclamation : CNIL.\nO|\nO|Oui\n"},
    {"a sentence about Passerelle is no letter", "Re: x", "Passerelle – bonjour\nPasserelle, Appel\n",
     "O|Passerelle – bonjour\nO|Passerelle, Appel\n"},
    {"a sentence with a day is no attribution", "Re: x", "Mme Roche a écrit le 11 janvier :\nOui\n",
     "O|Mme Roche a écrit le 11 janvier :\nO|Oui\n"},
    {"Outlook.com, underscores", "RE: x",
     "Oui\n________________________________\nDe : IMS <i@ims.example>\nEnvoyé : lundi\nÀ : D "
     "<d@x.example>;\n E "
     "<e@x.example>\nCc : F\nObjet : x\n\nNon\n",
     "O|Oui\nQ|________________________________\nQ|De : IMS <i@ims.example>\nQ|Envoyé : lundi\nQ|À : D "
     "<d@x.example>;\nQ|E <e@x.example>\nQ|Cc : F\nQ|Objet : x\nQ|\nQ|Non\n"},
    {"Outlook in English", "RE: x", "Yes\nFrom: A <a@b.example>\nSent: Monday\nTo: B\nSubject: x\n\nNo\n",
     "O|Yes\nQ|From: A <a@b.example>\nQ|Sent: Monday\nQ|To: B\nQ|Subject: x\nQ|\nQ|No\n"},
    {"Outlook forward: the subject tells", "TR: Offre",
     "Pour diffusion\n\nDe : RH <rh@ent.example>\nEnvoyé : lundi\nÀ : IMS\nObjet : Offre\n\nLieu : Lyon\n",
     "O|Pour diffusion\nO|\nF|De : RH <rh@ent.example>\nF|Envoyé : lundi\nF|À : IMS\nF|Objet : "
     "Offre\nF|\nF|Lieu : "
     "Lyon\n"},
    {"forward of a reply: what that quotes is quoted", "Tr : RE: Offre",
     "De : RH <rh@ent.example>\nEnvoyé : lundi\nÀ : IMS\nObjet : RE: Offre\n\nLieu : Lyon\n\nDe : IMS "
     "<i@ims.example>\nEnvoyé : dimanche\nÀ : RH\nObjet : Offre\n\nLieu : ?\n",
     "F|De : RH <rh@ent.example>\nF|Envoyé : lundi\nF|À : IMS\nF|Objet : RE: Offre\nF|\nF|Lieu : "
     "Lyon\nF|\nQ|De : IMS "
     "<i@ims.example>\nQ|Envoyé : dimanche\nQ|À : RH\nQ|Objet : Offre\nQ|\nQ|Lieu : ?\n"},
    {"forward of a forward: the innermost is what is passed on", "FW: TR: Offre",
     "De : A <a@ent.example>\nEnvoyé : lundi\nÀ : IMS\nObjet : TR: Offre\n\nDe : B <b@ent.example>\nEnvoyé : "
     "dimanche\nÀ : A\nObjet : Offre\n\nLieu : Lyon\n",
     "F|De : A <a@ent.example>\nF|Envoyé : lundi\nF|À : IMS\nF|Objet : TR: Offre\nF|\nF|De : B "
     "<b@ent.example>\nF|Envoyé : dimanche\nF|À : A\nF|Objet : Offre\nF|\nF|Lieu : Lyon\n"},
    {"a reply to a forward quotes", "RE: TR: x",
     "Vu\n\nDe : A <a@b.example>\nEnvoyé : lundi\nObjet : TR: x\n\nLieu : "
     "Lyon\n",
     "O|Vu\nO|\nQ|De : A <a@b.example>\nQ|Envoyé : lundi\nQ|Objet : TR: x\nQ|\nQ|Lieu : Lyon\n"},
    {"Zimbra reply", "Re: x",
     "Oui\n\n----- Mail original -----\nDe: \"IMS\" <i@ims.example>\nÀ: \"D\" <d@x.example>\nEnvoyé: Lundi "
     "12 Mai 2026 "
     "10:23:00\nObjet: x\n\nNon\n",
     "O|Oui\nO|\nQ|----- Mail original -----\nQ|De: \"IMS\" <i@ims.example>\nQ|À: \"D\" "
     "<d@x.example>\nQ|Envoyé: Lundi "
     "12 Mai 2026 10:23:00\nQ|Objet: x\nQ|\nQ|Non\n"},
    {"Zimbra reply, quoted with marks", "Re: x",
     "Oui\n\n----- Le 12 Mai 26, à 10:23, IMS i@ims.example a écrit :\n\n> Non\n",
     "O|Oui\nO|\nQ|----- Le 12 Mai 26, à 10:23, IMS i@ims.example a écrit :\nO|\nQ|Non\n"},
    {"Zimbra reply on one line", "Re: x",
     "Oui\n\nDe: \"IMS\" <i@ims.example> À: \"D\" <d@x.example> Envoyé: Lundi 12 Mai 2026 10:23:00 Objet: "
     "x\n\nNon\n",
     "O|Oui\nO|\nQ|De: \"IMS\" <i@ims.example> À: \"D\" <d@x.example> Envoyé: Lundi 12 Mai 2026 10:23:00 "
     "Objet: "
     "x\nQ|\nQ|Non\n"},
    {"Zimbra forward", "Fwd: x",
     "Voir\n\n----- Mail transféré -----\nDe: \"RH\" <rh@x.example>\nÀ: \"D\" <d@x.example>\nEnvoyé: "
     "Lundi\nObjet: "
     "x\n\nLieu : Lyon\n",
     "O|Voir\nO|\nF|----- Mail transféré -----\nF|De: \"RH\" <rh@x.example>\nF|À: \"D\" "
     "<d@x.example>\nF|Envoyé: "
     "Lundi\nF|Objet: x\nF|\nF|Lieu : Lyon\n"},
    {"Thunderbird forward", "Fwd: x",
     "-------- Message transféré --------\nSujet : x\nDate : Mon, 12 May 2026 10:23:00 +0200\nDe : RH "
     "<rh@x.example>\nPour : d@x.example\n\nLieu : Lyon\n",
     "F|-------- Message transféré --------\nF|Sujet : x\nF|Date : Mon, 12 May 2026 10:23:00 +0200\nF|De : "
     "RH "
     "<rh@x.example>\nF|Pour : d@x.example\nF|\nF|Lieu : Lyon\n"},
    {"Gmail forward, subject without prefix", "Offre",
     "Bonjour\n\n---------- Forwarded message ---------\nDe : RH <rh@x.example>\nDate: lun. 12 mai "
     "2026\nSubject: "
     "x\nTo: <d@x.example>\n\n\nLieu : Lyon\n",
     "O|Bonjour\nO|\nF|---------- Forwarded message ---------\nF|De : RH <rh@x.example>\nF|Date: lun. 12 mai "
     "2026\nF|Subject: x\nF|To: <d@x.example>\nF|\nF|\nF|Lieu : Lyon\n"},
    {"iPhone forward: what is forwarded is marked", "TR : Offre",
     "Envoyé de mon iPhone\n\nDébut du message transféré :\n\n> De: RH <rh@x.example>\n> Date: 12 mai 2026 à "
     "10:23\n> "
     "À: d@x.example\n> Objet: Offre\n> \n> Lieu : Lyon\n>> Vieux\n",
     "S|Envoyé de mon iPhone\nO|\nF|Début du message transféré :\nF|\nF|De: RH <rh@x.example>\nF|Date: 12 "
     "mai 2026 à "
     "10:23\nF|À: d@x.example\nF|Objet: Offre\nF|\nF|Lieu : Lyon\nQ|Vieux\n"},
    {"a quoted forward in a reply stays quoted", "Re: x",
     "Oui\n> Bonjour\n> -------- Message transféré --------\n> De : A <a@b.example>\n> Date : 1\n> Objet : "
     "x\n> Lieu : "
     "Lyon\n",
     "O|Oui\nQ|Bonjour\nQ|-------- Message transféré --------\nQ|De : A <a@b.example>\nQ|Date : 1\nQ|Objet : "
     "x\nQ|Lieu "
     ": Lyon\n"},
    {"Orange and La Poste", "re: x",
     "Oui\n\n> Message du 12/05/26 10:23\n> De : \"IMS\" <i@ims.example>\n> A : d@orange.example\n> Copie à "
     ": \n> Objet "
     ": x\n> \n> Non\n",
     "O|Oui\nO|\nQ|Message du 12/05/26 10:23\nQ|De : \"IMS\" <i@ims.example>\nQ|A : "
     "d@orange.example\nQ|Copie à :\nQ|Objet "
     ": x\nQ|\nQ|Non\n"},
    {"Orange, new webmail", "RE: x",
     "Oui\n\n\nenvoyé : 12 mai 2026 à 10:23\nde : IMS <i@ims.example>\nà : d@orange.example\nobjet : "
     "x\n\nNon\n",
     "O|Oui\nO|\nO|\nQ|envoyé : 12 mai 2026 à 10:23\nQ|de : IMS <i@ims.example>\nQ|à : "
     "d@orange.example\nQ|objet : "
     "x\nQ|\nQ|Non\n"},
    {"iPhone reply", "Re: x",
     "Oui\n\nEnvoyé de mon iPhone\n\n> Le 12 mai 2026 à 10:23, IMS <i@ims.example> a écrit :\n> \n> Non\n",
     "O|Oui\nO|\nS|Envoyé de mon iPhone\nO|\nQ|Le 12 mai 2026 à 10:23, IMS <i@ims.example> a écrit "
     ":\nQ|\nQ|Non\n"},
    {"bars", "Re: x", "Oui\n| Non\n| Nom | Prénom |\n", "O|Oui\nQ|Non\nO|| Nom | Prénom |\n"},
    {"a form is no header block", "[EVENEMENT]",
     "Objet : Forum\nDate : 15/01/2027\nDe : 9h\nÀ : 12h\nLieu : Lyon\n",
     "O|Objet : Forum\nO|Date : 15/01/2027\nO|De : 9h\nO|À : 12h\nO|Lieu : Lyon\n"},
    {"signature", "x", "Lieu : Lyon\n-- \nJean Dupont\n\nTél. : 01\n\nLe 12/05/2026, IMS a écrit :\n> Non\n",
     "O|Lieu : Lyon\nS|--\nS|Jean Dupont\nS|\nS|Tél. : 01\nS|\nQ|Le 12/05/2026, IMS a écrit :\nQ|Non\n"},
    {"signature ends where a forward begins", "TR: x",
     "Voir\n-- \nJean\n\n-------- Message transféré --------\nDe : A <a@b.example>\nDate : 1\nObjet : "
     "x\n\nLieu : Lyon\n",
     "O|Voir\nS|--\nS|Jean\nS|\nF|-------- Message transféré --------\nF|De : A <a@b.example>\nF|Date : "
     "1\nF|Objet : "
     "x\nF|\nF|Lieu : Lyon\n"},
    {"disclaimers", "x",
     "Lieu : Lyon\n\nCe message et ses pièces jointes peuvent contenir des informations confidentielles\nou "
     "privilégiées.\n\nP.S. merci\nAvant d’imprimer ce message, pensez à la planète.\n",
     "O|Lieu : Lyon\nO|\nS|Ce message et ses pièces jointes peuvent contenir des informations "
     "confidentielles\nS|ou "
     "privilégiées.\nO|\nO|P.S. merci\nS|Avant d’imprimer ce message, pensez à la planète.\n"},
    {"signatures of mobile clients", "x",
     "A\nObtenir Outlook pour iOS<https://aka.ms/o0ukef>\nEnvoyé depuis l’application Mail Orange\nEnvoyé à "
     "partir "
     "d’Outlook\nB\n",
     "O|A\nS|Obtenir Outlook pour iOS<https://aka.ms/o0ukef>\nS|Envoyé depuis l’application Mail "
     "Orange\nS|Envoyé à "
     "partir d’Outlook\nO|B\n"},
    {"bold and list marks", "x",
     "*Intitulé :* Cariste\n*Lieu* : *Lyon*\n- Date : demain\n• Places : 3\n1. Type : forum\no  Fin : "
     "12h\n__Note :__ "
     "a\n**Consentement** : **OUI**\n",
     "O|Intitulé : Cariste\nO|Lieu : Lyon\nO|Date : demain\nO|Places : 3\nO|Type : forum\nO|Fin : "
     "12h\nO|Note : "
     "a\nO|Consentement : OUI\n"},
    {"marks that are text", "x",
     "-\n*\nTaille : 5 * 3 * 2\nH/F*\n-5 degrés\n3 rue de la Paix\n12. rue\njean_luc_b@x.example\n"
     "a*b*c\n***\n",
     "O|-\nO|*\nO|Taille : 5 * 3 * 2\nO|H/F*\nO|-5 degrés\nO|3 rue de la Paix\nO|12. "
     "rue\nO|jean_luc_b@x.example\nO|"
     "a*b*c\nO|***\n"},
};

static void plain(void **state)
{
	size_t failed = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(plain_rows); i++) {
		struct arena *arena = arena_new();
		const struct row *row = &plain_rows[i];
		struct mail mail = support_decode(
		    arena, support_message(arena, row->subject, "text/plain; charset=utf-8", row->body));
		const char *lines = support_lines(arena, &mail.plain);

		if (strcmp(lines, row->lines)) {
			print_error("%s:\n%s\ninstead of\n%s\n", row->client, lines, row->lines);
			failed++;
		}
		assert_true(mail.has_plain && !mail.has_html);
		arena_free(&arena);
	}
	assert_int_equal(failed, 0);
}

static const struct row html_rows[] = {
    {"Gmail reply", "Re: x",
     "<div dir=\"ltr\">Lieu : Lyon</div><br><div class=\"gmail_quote\"><div dir=\"ltr\" "
     "class=\"gmail_attr\">Le lun. 12 "
     "mai 2026 à 10:23, IMS &lt;<a href=\"mailto:i@ims.example\">i@ims.example</a>&gt; a écrit "
     ":<br></div><blockquote class=\"gmail_quote\" style=\"margin:0 0 0 .8ex;border-left:1px #ccc "
     "solid\"><div>Lieu : "
     "?</div></blockquote></div>",
     "O|Lieu : Lyon\nO|\nQ|Le lun. 12 mai 2026 à 10:23, IMS <i@ims.example> a écrit :\nQ|Lieu : ?\n"},
    {"Gmail reply, answers between", "Re: x",
     "<div class=\"gmail_quote\"><div class=\"gmail_attr\">Le 12 mai 2026, IMS a écrit "
     ":<br></div><blockquote "
     "class=\"gmail_quote\">Lieu ?</blockquote><div>Lieu : Lyon</div><blockquote class=\"gmail_quote\">Date "
     "?</blockquote></div>",
     "Q|Le 12 mai 2026, IMS a écrit :\nO|\nQ|Lieu ?\nO|\nO|Lieu : Lyon\nO|\nQ|Date ?\n"},
    {"Gmail forward", "Fwd: x",
     "<div dir=ltr>Voir<br><br><div class=\"gmail_quote\"><div class=\"gmail_attr\">---------- Forwarded "
     "message "
     "---------<br>De : <b>RH</b> &lt;rh@x.example&gt;<br>Date: lun. 12 mai<br>Subject: x<br>To: "
     "d@x.example<br></div><br><div>Lieu : Lyon</div></div></div>",
     "O|Voir\nO|\nF|---------- Forwarded message ---------\nF|De : RH <rh@x.example>\nF|Date: lun. 12 "
     "mai\nF|Subject: "
     "x\nF|To: d@x.example\nF|\nF|Lieu : Lyon\n"},
    {"a quotation without a known header", "Re: x",
     "<div>Oui</div><div class=\"gmail_quote\"><div>Am Montag schrieb IMS:</div><div>Nein</div></div>",
     "O|Oui\nQ|Am Montag schrieb IMS:\nQ|Nein\n"},
    {"Outlook reply", "RE: x",
     "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta charset=utf-8><style><!-- "
     "p.MsoNormal "
     "{margin:0cm} --></style><!--[if gte mso 9]><xml>Lieu : Metz</xml><![endif]--></head><body "
     "lang=FR><div class=WordSection1><p class=MsoNormal>Lieu&nbsp;: Lyon<o:p></o:p></p><p "
     "class=MsoNormal><o:p>&nbsp;</o:p></p><div style='border:none;border-top:solid #E1E1E1 "
     "1.0pt;padding:3.0pt 0cm 0cm "
     "0cm'><p class=MsoNormal><b>De&nbsp;:</b> IMS <br><b>Envoyé&nbsp;:</b> lundi 12 mai 2026 "
     "10:23<br><b>À&nbsp;:</b> "
     "D<br><b>Objet&nbsp;:</b> x<o:p></o:p></p></div><p class=MsoNormal>Lieu : ?</p></div></body></html>",
     "O|Lieu\xc2\xa0: Lyon\nO|\nQ|De\xc2\xa0: IMS\nQ|Envoyé\xc2\xa0: lundi 12 mai 2026 10:23\nQ|À\xc2\xa0: "
     "D\nQ|Objet\xc2\xa0: "
     "x\nQ|Lieu : ?\n"},
    {"Outlook in a language that is not known", "RE: x",
     "<p class=MsoNormal>Lieu : Lyon</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p "
     "class=MsoNormal><b>Von:</b> IMS<br><b>Gesendet:</b> Montag</p></div><p class=MsoNormal>Lieu : ?</p>",
     "O|Lieu : Lyon\nQ|Von: IMS\nQ|Gesendet: Montag\nQ|Lieu : ?\n"},
    {"Outlook forward", "TR: x",
     "<p class=MsoNormal>Voir</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p "
     "class=MsoNormal><b>De :</b> "
     "RH &lt;rh@x.example&gt;<br><b>Envoyé :</b> lundi<br><b>À :</b> D<br><b>Objet :</b> Offre</p></div><p "
     "class=MsoNormal>Lieu : Lyon</p>",
     "O|Voir\nF|De : RH <rh@x.example>\nF|Envoyé : lundi\nF|À : D\nF|Objet : Offre\nF|Lieu : Lyon\n"},
    {"Outlook on the web", "RE: x",
     "<div>Oui</div><div id=\"appendonsend\"></div><hr style=\"display:inline-block;width:98%\"><div "
     "id=\"divRplyFwdMsg\" dir=\"ltr\"><font face=\"Calibri\"><b>De :</b> IMS<br><b>Envoyé :</b> "
     "lundi<br><b>À :</b> "
     "D<br><b>Objet :</b> x</font><div>&nbsp;</div></div><div>Non</div>",
     "O|Oui\nQ|De : IMS\nQ|Envoyé : lundi\nQ|À : D\nQ|Objet : x\nQ|\nQ|Non\n"},
    {"our letter below markup that nobody knows", "Re: x",
     "<p>Oui</p><div class=\"quoted\"><table><tr><td>Passerelle</td><td>Candidature</td></tr></table>"
     "<p>Embauche</p></div>",
     "O|Oui\nO|\nQ|Passerelle\tCandidature\nQ|\nQ|Embauche\n"},
    {"Thunderbird reply", "Re: x",
     "<p>Oui</p><div class=\"moz-cite-prefix\">Le 12/05/2026 à 10:23, IMS a écrit :<br></div><blockquote "
     "type=\"cite\" "
     "cite=\"mid:1@x\"><p>Non</p></blockquote><p>Suite : Oui</p><div class=\"moz-signature\">-- "
     "<br>Jean</div>",
     "O|Oui\nO|\nQ|Le 12/05/2026 à 10:23, IMS a écrit :\nQ|\nQ|Non\nO|\nO|Suite : Oui\nO|\nS|--\nS|Jean\n"},
    {"Thunderbird forward", "Fwd: x",
     "<p>Voir</p><div class=\"moz-forward-container\">-------- Message transféré --------<table "
     "class=\"moz-email-headers-table\"><tbody><tr><th>Sujet : </th><td>x</td></tr><tr><th>Date : "
     "</th><td>Mon</td></tr><tr><th>De : </th><td>RH &lt;rh@x.example&gt;</td></tr><tr><th>Pour : "
     "</th><td>d@x.example</td></tr></tbody></table><br>Lieu : Lyon</div>",
     "O|Voir\nO|\nF|-------- Message transféré --------\nF|Sujet\tx\nF|Date\tMon\nF|De\tRH "
     "<rh@x.example>\nF|Pour\td@x.example\nF|\nF|Lieu : Lyon\n"},
    {"Apple reply", "Re: x",
     "Oui<br><br><div>Envoyé de mon iPhone</div><div dir=ltr><br><blockquote type=cite>Le 12 mai 2026 à "
     "10:23, IMS "
     "&lt;i@ims.example&gt; a écrit :<br><br></blockquote></div><blockquote type=\"cite\">Non</blockquote>",
     "O|Oui\nO|\nS|Envoyé de mon iPhone\nO|\nQ|Le 12 mai 2026 à 10:23, IMS <i@ims.example> a écrit "
     ":\nQ|\nQ|Non\n"},
    {"Apple forward", "TR : x",
     "<div>Voir</div><blockquote type=\"cite\"><div>Début du message transféré :</div><div><b>De: </b>RH "
     "&lt;rh@x.example&gt;</div><div><b>Objet: </b>x</div><div><b>Date: </b>12 mai</div><div><b>À: "
     "</b>d@x.example</div><br><div>Lieu : Lyon</div></blockquote><div>Merci</div>",
     "O|Voir\nO|\nF|Début du message transféré :\nF|De: RH <rh@x.example>\nF|Objet: x\nF|Date: 12 mai\nF|À: "
     "d@x.example\nF|\nF|Lieu : Lyon\nF|\nO|Merci\n"},
    {"Yahoo", "Re: x",
     "<div>Oui</div><div id=\"yahoo_quoted_1\" class=\"yahoo_quoted\"><div>Le lundi 12 mai 2026, IMS a écrit "
     ":</div><div>Non</div></div>",
     "O|Oui\nQ|Le lundi 12 mai 2026, IMS a écrit :\nQ|Non\n"},
    {"Zimbra", "Re: x",
     "<div>Oui</div><hr id=\"zwchr\" data-marker=\"__DIVIDER__\"><div data-marker=\"__HEADERS__\"><b>De: "
     "</b>\"IMS\"<br><b>À: </b>\"D\"<br><b>Envoyé: </b>Lundi<br><b>Objet: </b>x</div><div "
     "data-marker=\"__QUOTED_TEXT__\">Non</div>",
     "O|Oui\nQ|De: \"IMS\"\nQ|À: \"D\"\nQ|Envoyé: Lundi\nQ|Objet: x\nQ|Non\n"},
    {"Zimbra forward", "TR: x",
     "<div>Voir</div><hr id=\"zwchr\"><div data-marker=\"__HEADERS__\"><b>De: </b>\"RH\" "
     "&lt;r@x.example&gt;<br><b>À: "
     "</b>\"D\"<br><b>Envoyé: </b>Lundi<br><b>Objet: </b>x</div><div data-marker=\"__QUOTED_TEXT__\">Lieu : "
     "Lyon</div>",
     "O|Voir\nF|De: \"RH\" <r@x.example>\nF|À: \"D\"\nF|Envoyé: Lundi\nF|Objet: x\nF|Lieu : Lyon\n"},
    {"Orange writes the marks into the HTML", "re: x",
     "<p>Oui</p><blockquote style=\"border-left: #ff0000 2px solid\">Non</blockquote><div>&gt; Message du "
     "12/05/26 "
     "10:23<br>&gt; De : IMS &lt;i@ims.example&gt;<br>&gt; Non</div>",
     "O|Oui\nO|\nQ|Non\nO|\nQ|Message du 12/05/26 10:23\nQ|De : IMS <i@ims.example>\nQ|Non\n"},
    {"an indented text is own", "x",
     "<blockquote style=\"margin:0 0 0 40px;border:none;padding:0px\"><div>Lieu : Lyon</div></blockquote>",
     "O|Lieu : Lyon\n"},
    {"Gmail signature", "x",
     "<div>Lieu : Lyon</div><span class=\"gmail_signature_prefix\">-- </span><br><div "
     "class=\"gmail_signature\">Jean<br>Objet : social</div>",
     "O|Lieu : Lyon\nS|--\nS|Jean\nS|Objet : social\n"},
};

static void html(void **state)
{
	size_t failed = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(html_rows); i++) {
		struct arena *arena = arena_new();
		const struct row *row = &html_rows[i];
		struct mail mail = support_decode(
		    arena, support_message(arena, row->subject, "text/html; charset=utf-8", row->body));
		const char *lines = support_lines(arena, &mail.html);

		if (strcmp(lines, row->lines)) {
			print_error("%s:\n%s\ninstead of\n%s\n", row->client, lines, row->lines);
			failed++;
		}
		assert_true(mail.has_html && !mail.has_plain);
		arena_free(&arena);
	}
	assert_int_equal(failed, 0);
}

/* The words by which our letter is told stand in its layout. */
static void layout(void **state)
{
	struct err err = {0};
	struct bytes file;
	struct arena *arena = arena_new();

	(void)state;
	if (io_read_file(arena, "templates/fr/layout/text.mustache", 1 << 16, &file, &err))
		fail_msg("%s", err.text);
	const char *text = arena_strndup(arena, (const char *)file.data, file.length);
	const char *first = text_fold(arena, phrase("layout.first")), *last = phrase("layout.last");

	assert_true(text_starts_with(text_fold(arena, text), first));
	assert_non_null(strstr(text, last));
	assert_int_equal(strstr(text, last)[strlen(last)], '\n');
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(plain),
	    cmocka_unit_test(html),
	    cmocka_unit_test(layout),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, support_init, NULL);
}
