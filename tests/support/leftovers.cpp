// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/leftovers.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include <array>
#include <cstdio>
#include <thread>
#include <utility>
#include <vector>

namespace podium::tests {

namespace {

struct OwnerlessThread
{
    const char *name;   ///< as in /proc/self/task/N/comm
    const char *reason; ///< why it may outlive the application object
};

constexpr std::array ownerlessThreads{
    OwnerlessThread{"QDBusConnection", "Qt ends it in a destructor of its own after main"},
};

std::vector<std::function<QString()>> &checks()
{
    static std::vector<std::function<QString()>> list;
    return list;
}

QString threadName(int thread)
{
    QFile file(QStringLiteral("/proc/self/task/%1/comm").arg(thread));
    return file.open(QIODevice::ReadOnly) ? QString::fromLocal8Bit(file.readAll()).trimmed() : QString();
}

bool isOwnerless(const QString &name)
{
    for (const OwnerlessThread &known : ownerlessThreads) {
        if (name == QLatin1String(known.name))
            return true;
    }
    return false;
}

std::set<int> runningThreads()
{
    std::set<int> threads;
    const QStringList names = QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names)
        threads.insert(name.toInt());
    return threads;
}

std::vector<QString> newThreads(const std::set<int> &known)
{
    std::vector<QString> names;
    for (const int thread : runningThreads()) {
        if (known.contains(thread))
            continue;
        const QString name = threadName(thread);
        if (!name.isEmpty() && !isOwnerless(name))
            names.push_back(name);
    }
    return names;
}

} // namespace

void addLeftoverCheck(std::function<QString()> check) { checks().push_back(std::move(check)); }

int leftovers()
{
    int found = 0;
    for (const auto &check : std::exchange(checks(), {})) {
        const QString text = check();
        if (text.isEmpty())
            continue;
        ++found;
        std::fprintf(stderr, "FAIL!  : left over at the end: %s\n", qUtf8Printable(text));
    }
    return found;
}

ThreadCensus::ThreadCensus()
{
    // A sanitizer starts its own thread together with the first one of the program.
    std::thread([] {}).join();
    m_threads = runningThreads();
}

int ThreadCensus::newcomers() const
{
    QElapsedTimer waited;
    waited.start();
    std::vector<QString> names = newThreads(m_threads);
    while (!names.empty() && waited.elapsed() < 2000) {
        QThread::msleep(1);
        names = newThreads(m_threads);
    }
    for (const QString &name : names)
        std::fprintf(stderr, "FAIL!  : a thread is left over at the end: %s\n", qUtf8Printable(name));
    return static_cast<int>(names.size());
}

} // namespace podium::tests
