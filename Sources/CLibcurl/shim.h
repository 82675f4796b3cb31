#ifndef DBMON_LIBCURL_SHIM_H
#define DBMON_LIBCURL_SHIM_H

#include <curl/curl.h>

/* curl_easy_setopt and its kin are variadic, which Swift cannot call: here they are once, typed. */

static inline CURLcode dbmon_curl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode dbmon_curl_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

/* libcurl copies the string. */
static inline CURLcode dbmon_curl_set_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

/* libcurl does not copy the list: it must outlive the transfer. */
static inline CURLcode dbmon_curl_set_headers(CURL *easy, struct curl_slist *headers) {
    return curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
}

/* libcurl copies the bytes. */
static inline CURLcode dbmon_curl_set_body(CURL *easy, const void *bytes, curl_off_t count) {
    CURLcode result = curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, count);
    return result != CURLE_OK ? result : curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, bytes);
}

static inline void dbmon_curl_on_body(CURL *easy, curl_write_callback callback, void *context) {
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, callback);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, context);
}

static inline void dbmon_curl_on_header(CURL *easy, curl_write_callback callback, void *context) {
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, callback);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, context);
}

/* A resolver thread that hangs must not hold up a transfer that was given up (since 7.87). */
static inline void dbmon_curl_quick_exit(CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075700
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
#else
    (void)easy;
#endif
}

static inline void dbmon_curl_http_and_https_only(CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075500
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

/* What libcurl says of a failure goes here: CURL_ERROR_SIZE bytes that must outlive the transfer. */
static inline void dbmon_curl_set_error_text(CURL *easy, char *text) {
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, text);
}

typedef int (*dbmon_curl_send_callback)(void *, char *, char *, int, int);

/* Called each time the request is about to be sent, so more than once where libcurl sends it again by itself (since
   7.80). It does so on a connection that was used before alone: where that cannot be seen, a request that must not be
   repeated gets a new one. */
static inline void dbmon_curl_on_send(CURL *easy, dbmon_curl_send_callback callback, void *context, int may_repeat) {
#if LIBCURL_VERSION_NUM >= 0x075000
    (void)may_repeat;
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, callback);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, context);
#else
    (void)callback;
    (void)context;
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, may_repeat ? 0L : 1L);
#endif
}

/* Connections that are idle and older than this are closed instead of used (since 7.80). */
static inline void dbmon_curl_set_connection_lifetime(CURL *easy, long seconds) {
#if LIBCURL_VERSION_NUM >= 0x075000
    curl_easy_setopt(easy, CURLOPT_MAXLIFETIME_CONN, seconds);
#else
    (void)easy;
    (void)seconds;
#endif
}

static inline long dbmon_curl_info_long(CURL *easy, CURLINFO info) {
    long value = 0;
    curl_easy_getinfo(easy, info, &value);
    return value;
}

static inline curl_off_t dbmon_curl_info_offset(CURL *easy, CURLINFO info) {
    curl_off_t value = 0;
    curl_easy_getinfo(easy, info, &value);
    return value;
}

static inline CURLMcode dbmon_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

/* The next finished transfer and how it ended; NULL where there is none. */
static inline CURL *dbmon_curl_multi_finished(CURLM *multi, CURLcode *result) {
    int left = 0;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left)) != NULL) {
        if (message->msg == CURLMSG_DONE) {
            *result = message->data.result;
            return message->easy_handle;
        }
    }
    return NULL;
}

#endif
