// What the machine allows: the work of a store of Milepost in plain C on libsqlite3, for Scripts/bench.
//   scan FILE             steps over the lines of a store in order and touches every byte
//   append FILE N BATCH   appends N reports, BATCH to a durable transaction, to a store whose tables are there
// Prints one object: {"events","bytes","seconds","eventsPerSecond"}. No reading of JSON, no decision, no rules.
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef USE_LIBCRYPTO
#include <openssl/sha.h>
#else
static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};
#define ROTATED(x, n) ((x) >> (n) | (x) << (32 - (n)))

static void SHA256(const unsigned char *data, size_t length, unsigned char *digest) {
    uint32_t h[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    unsigned char end[128] = {0};
    size_t whole = length / 64 * 64, rest = length - whole, ending = rest < 56 ? 64 : 128;
    memcpy(end, data + whole, rest);
    end[rest] = 0x80;
    for (int i = 0; i < 8; i++) end[ending - 1 - i] = (unsigned char)((uint64_t)length * 8 >> 8 * i);
    for (size_t at = 0; at < whole + ending; at += 64) {
        const unsigned char *block = at < whole ? data + at : end + (at - whole);
        uint32_t w[64], s[8];
        for (int i = 0; i < 16; i++)
            w[i] = (uint32_t)block[4 * i] << 24 | block[4 * i + 1] << 16 | block[4 * i + 2] << 8 | block[4 * i + 3];
        for (int i = 16; i < 64; i++)
            w[i] = w[i - 16] + w[i - 7] + (ROTATED(w[i - 15], 7) ^ ROTATED(w[i - 15], 18) ^ w[i - 15] >> 3)
                + (ROTATED(w[i - 2], 17) ^ ROTATED(w[i - 2], 19) ^ w[i - 2] >> 10);
        memcpy(s, h, sizeof s);
        for (int i = 0; i < 64; i++) {
            uint32_t a = s[7] + (ROTATED(s[4], 6) ^ ROTATED(s[4], 11) ^ ROTATED(s[4], 25))
                + ((s[4] & s[5]) ^ (~s[4] & s[6])) + K[i] + w[i];
            uint32_t b = (ROTATED(s[0], 2) ^ ROTATED(s[0], 13) ^ ROTATED(s[0], 22))
                + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
            memmove(s + 1, s, 28);
            s[4] += a;
            s[0] = a + b;
        }
        for (int i = 0; i < 8; i++) h[i] += s[i];
    }
    for (int i = 0; i < 32; i++) digest[i] = (unsigned char)(h[i / 4] >> (24 - i % 4 * 8));
}
#endif

static sqlite3 *database;

static void check(int ok) {
    if (ok) return;
    fprintf(stderr, "bench-limit: %s\n", sqlite3_errmsg(database));
    exit(1);
}

static void run(const char *sql) { check(sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK); }

static sqlite3_stmt *prepared(const char *sql) {
    sqlite3_stmt *statement;
    check(sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK);
    return statement;
}

// Binds integers from the first parameter on, and steps.
static int step(sqlite3_stmt *statement, int count, const int64_t *values) {
    sqlite3_reset(statement);
    for (int i = 0; i < count; i++) sqlite3_bind_int64(statement, i + 1, values[i]);
    int code = sqlite3_step(statement);
    check(code == SQLITE_ROW || code == SQLITE_DONE);
    return code == SQLITE_ROW;
}

static int64_t events, bytes;

static void scan(void) {
    sqlite3_stmt *rows = prepared("SELECT line FROM event ORDER BY position");
    uint64_t sum = 0;
    int code;
    while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
        const unsigned char *line = sqlite3_column_blob(rows, 0);
        int length = sqlite3_column_bytes(rows, 0);
        for (int i = 0; i < length; i++) sum += line[i];
        bytes += length;
        events++;
    }
    check(code == SQLITE_DONE);
    if (sum == 0) fputs("bench-limit: an empty log\n", stderr);
}

// Twenty figures of increments in turn, over the days of a year. The lines have the keys, the length and the chains
// of real ones; the rows that follow from a line are those that the store writes, but for its tree of hashes.
static void append(int64_t count, int64_t batch) {
    enum { figures = 20 };
    run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    sqlite3_stmt *size = prepared("SELECT coalesce(max(position) + 1, 0) FROM event");
    sqlite3_stmt *known = prepared("SELECT position FROM event WHERE id = ?");
    sqlite3_stmt *insert = prepared("INSERT INTO event (position, id, line, leaf) VALUES (?, ?, ?, ?)");
    sqlite3_stmt *head = prepared("SELECT position FROM chain WHERE name = ?");
    sqlite3_stmt *chain = prepared(
        "INSERT INTO chain (name, position) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET position = ?2");
    sqlite3_stmt *latest = prepared(
        "SELECT first, versions FROM cell WHERE series = ? AND lane = ? AND day = ? ORDER BY first DESC LIMIT 1");
    sqlite3_stmt *slot = prepared("INSERT INTO slot (series, lane, day, since) VALUES (?, ?, ?, ?)");
    sqlite3_stmt *cell = prepared(
        "INSERT INTO cell VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (series, lane, day, first) DO UPDATE SET versions = ?5");
    sqlite3_stmt *follow = prepared("UPDATE projection SET position = ? WHERE name = 'figures'");
    for (int64_t done = 0; done < count;) {
        run("BEGIN IMMEDIATE");
        step(size, 0, NULL);
        int64_t position = sqlite3_column_int64(size, 0);
        sqlite3_reset(size);
        for (int64_t i = 0; i < batch && done < count; i++, done++, position++) {
            char name[64], prev[32] = "", line[512];
            unsigned char id[16] = {0x01, 0x94}, leaf[32];
            int figure = (int)(position % figures);
            for (int b = 0; b < 8; b++) id[15 - b] = (unsigned char)(position >> 8 * b);
            int named = snprintf(name, sizeof name, "100000/2024/p%02d/m%d", figure / 4 + 1, figure % 4 + 1);
            sqlite3_bind_blob(known, 1, id, 16, SQLITE_STATIC);
            check(!step(known, 0, NULL));
            sqlite3_bind_text(head, 1, name, named, SQLITE_STATIC);
            if (step(head, 0, NULL))
                snprintf(prev, sizeof prev, "\"prev\":%lld,", (long long)sqlite3_column_int64(head, 0));
            sqlite3_reset(head);
            line[0] = 0;  // 0x00 before the line: the prefix of a leaf
            int length = snprintf(line + 1, sizeof line - 1,
                "{\"actor\":\"bench\",\"asOf\":\"2024-12-31\",\"city\":\"100000\",\"id\":\"01940000-0000-7000-8000-%012llx\","
                "\"measure\":\"m%d\",\"mode\":\"increment\",%s\"project\":\"p%02d\",\"recordedAt\":\"2025-01-31T00:00:00.000Z\","
                "\"type\":\"ProgressReported\",\"value\":\"7\",\"version\":1,\"year\":2024}",
                (long long)position, figure % 4 + 1, prev, figure / 4 + 1);
            SHA256((unsigned char *)line, (size_t)length + 1, leaf);
            sqlite3_bind_blob(insert, 2, id, 16, SQLITE_STATIC);
            sqlite3_bind_text(insert, 3, line + 1, length, SQLITE_STATIC);
            sqlite3_bind_blob(insert, 4, leaf, 32, SQLITE_STATIC);
            step(insert, 1, &position);
            sqlite3_reset(insert);
            sqlite3_bind_text(chain, 1, name, named, SQLITE_STATIC);
            sqlite3_bind_int64(chain, 2, position);
            step(chain, 0, NULL);
            int64_t key[4] = {figure + 1, 0, 19723 + position / figures % 366, position};
            int64_t versions[15][8] = {{0}}, *last = versions[0];
            int count = 0;
            if (step(latest, 3, key)) {
                count = sqlite3_column_bytes(latest, 1) / 64;
                memcpy(versions, sqlite3_column_blob(latest, 1), (size_t)count * 64);
                last = versions[count - 1];
                if (count < 15) key[3] = sqlite3_column_int64(latest, 0);
            } else {
                step(slot, 4, key);
                sqlite3_reset(slot);
            }
            sqlite3_reset(latest);
            int64_t version[8] = {position, last[1] + 70000, 0, position, 70000, last[5] + 1, 0, INT64_MIN};
            count %= 15;
            memcpy(versions[count], version, sizeof version);
            sqlite3_bind_blob(cell, 5, versions, (count + 1) * 64, SQLITE_STATIC);
            step(cell, 4, key);
            bytes += length;
            events++;
        }
        position--;
        step(follow, 1, &position);
        sqlite3_reset(follow);
        sqlite3_reset(cell);
        sqlite3_reset(chain);
        run("COMMIT");
    }
}

int main(int count, char **arguments) {
    int isScan = count == 3 && !strcmp(arguments[1], "scan"), isAppend = count == 5 && !strcmp(arguments[1], "append");
    if (!isScan && !isAppend) {
        fputs("usage: bench-limit scan FILE | append FILE N BATCH\n", stderr);
        return 2;
    }
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    check(sqlite3_open_v2(arguments[2], &database, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK);
    if (isScan) scan();
    else append(atoll(arguments[3]), atoll(arguments[4]));
    for (sqlite3_stmt *statement; (statement = sqlite3_next_stmt(database, NULL));) sqlite3_finalize(statement);
    check(sqlite3_close(database) == SQLITE_OK);  // with the last checkpoint
    clock_gettime(CLOCK_MONOTONIC, &end);
    double seconds = (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
    printf("{\"events\":%lld,\"bytes\":%lld,\"seconds\":%.6f,\"eventsPerSecond\":%.0f}\n", (long long)events,
        (long long)bytes, seconds, (double)events / seconds);
    return 0;
}
