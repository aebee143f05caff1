// What is done without being asked for, about once a minute.
#pragma once

#include "server-stub/app/desk.h"

namespace portal::server {

// Tidies; deletes accounts whose time has come; reminds of passwords that are as old as their owners chose.
Status do_chores(Desk& desk);

}  // namespace portal::server
