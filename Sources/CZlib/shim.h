#ifndef DBMON_ZLIB_SHIM_H
#define DBMON_ZLIB_SHIM_H

#include <zlib.h>

/* zlib's initialisers are macros, which Swift does not import. */

/* Window bits of a gzip stream (RFC 1952). */
enum { DBMON_ZLIB_GZIP_WINDOW = 15 + 16 };

static inline int dbmon_inflate_init(z_stream *stream, int window_bits) {
    return inflateInit2(stream, window_bits);
}

static inline int dbmon_deflate_init(z_stream *stream, int level, int window_bits) {
    return deflateInit2(stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
}

#endif
