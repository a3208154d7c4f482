// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Obeys the lines on standard input, and says when it has: "row N" appends an ordinary entry, "stop N" one that must not get
// lost and waits until it is synced. tst_journal kills it.
#include "engine/record/journal.h"

#include <QCoreApplication>

#include <cstdio>
#include <iostream>
#include <string>

using namespace podium::engine;

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    Journal journal(application.arguments().at(1));
    std::puts("ready");
    std::fflush(stdout);
    for (std::string line; std::getline(std::cin, line);) {
        const bool isStop = line.starts_with("stop");
        JournalEntry entry;
        entry.kind = isStop ? JournalKind::Stop : JournalKind::Refusal;
        entry.text = QString::fromStdString(line);
        journal.append(entry);
        if (isStop)
            journal.sync().waitForFinished();
        std::puts(line.c_str());
        std::fflush(stdout);
    }
    return 0;
}
