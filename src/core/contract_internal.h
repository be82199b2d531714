/* What the contract rules tell each other. */
#ifndef CORE_CONTRACT_INTERNAL_H
#define CORE_CONTRACT_INTERNAL_H

#include "core/contract.h"

/* By index, so that an account may have any number of lines. */
size_t contract_line_count(const struct dossier *dossier);
void contract_line_get(const struct dossier *dossier, size_t at, struct contract_line *ret_line);

/* open: any word but the four of a closed line. */
enum line_status { LINE_OPEN, LINE_WON, LINE_LOST };
enum line_status contract_line_status(const struct contract_line *line);

#endif
