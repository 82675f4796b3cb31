#ifndef DBMON_LIBCURL_SHIM_H
#define DBMON_LIBCURL_SHIM_H

#include <curl/curl.h>
#endif
