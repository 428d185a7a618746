/* The handlers of the kinds, one file each. */
#ifndef KIND_HANDLERS_H
#define KIND_HANDLERS_H

#include "handle/kinds.h"

kind_handler handle_offer, handle_cv, handle_withdrawal, handle_outcome, handle_access, handle_event,
    handle_rsvp, handle_help, handle_approval, handle_article, handle_subscription, handle_committee,
    handle_regional_agreement, handle_termination, handle_call, handle_diagnostic;

#endif
