// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/record/journal.h"

#include "engine/record/journaldatabase.h"
#include "engine/tasks/log.h"

#include <QPromise>

#include <algorithm>
#include <iterator>
#include <utility>

namespace podium::engine
{
namespace
{
using namespace std::chrono_literals;
constexpr Duration writeEvery = 500ms;
constexpr Duration retryEvery = 1s;
constexpr std::size_t transaction = 2'000; ///< entries that a kill may take along
} // namespace

Journal::Journal(const QString &file, std::size_t queueLimit) : m_file(file), m_queue(queueLimit)
{
    std::promise<void> opened;
    auto isOpen = opened.get_future();
    m_thread = std::thread(&Journal::run, this, std::move(opened));
    isOpen.get();
}

Journal::~Journal()
{
    {
        std::lock_guard guard(m_mutex);
        m_closing = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void Journal::append(JournalEntry entry)
{
    if (m_off)
        return;
    entry.wall = std::chrono::system_clock::now();
    if (entry.time == TimePoint())
        entry.time = Clock::now();
    const bool urgent = isUrgent(entry.kind);
    bool wake = urgent;
    {
        std::lock_guard guard(m_mutex);
        wake = wake || m_queue.isEmpty();
        m_urgent = m_urgent || urgent;
        m_queue.push(std::move(entry));
    }
    if (wake)
        m_changed.notify_one();
}

template <class T>
QFuture<T> Journal::ask(std::function<void(JournalDatabase &, QPromise<T> &)> serve)
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    auto future = promise->future();
    Request request = [this, promise, serve = std::move(serve)](JournalDatabase *database) {
        try {
            if (!database)
                throw JournalFault{problem()};
            serve(*database, *promise);
        } catch (const JournalFault &fault) {
            promise->setException(std::make_exception_ptr(Error(ErrorKind::Internal, fault.message, m_file)));
        }
        promise->finish();
    };
    {
        std::lock_guard guard(m_mutex);
        if (!m_off) {
            m_requests.push_back(std::move(request));
            m_changed.notify_one();
            return future;
        }
    }
    request(nullptr);
    return future;
}

QFuture<void> Journal::sync()
{
    return ask<void>([](JournalDatabase &, QPromise<void> &) {});
}

QFuture<std::vector<JournalRow>> Journal::find(const JournalQuery &query)
{
    return ask<std::vector<JournalRow>>([query](JournalDatabase &database, QPromise<std::vector<JournalRow>> &promise) {
        promise.addResult(database.find(query));
    });
}

QString Journal::problem() const
{
    std::lock_guard guard(m_mutex);
    return m_problem;
}

void Journal::setProblem(const QString &problem)
{
    {
        std::lock_guard guard(m_mutex);
        if (m_problem == problem)
            return;
        m_problem = problem;
    }
    if (!problem.isEmpty())
        log::write(log::Level::Error, QStringLiteral("journal"), problem);
}

bool Journal::open(JournalDatabase &database)
{
    try {
        m_last = database.open(m_file);
        return true;
    } catch (const JournalFault &fault) {
        if (fault.corrupt)
            return setAside(database, fault.message);
        setProblem(QStringLiteral("%1 Nothing is recorded; mend that, or name another folder with --state.").arg(fault.message));
        return false;
    }
}

bool Journal::setAside(JournalDatabase &database, const QString &why)
{
    if (std::exchange(m_setAside, true))
        return false; // the disk is no good: one new file is enough
    try {
        database.close();
        const auto aside = JournalDatabase::setAside(m_file);
        database.open(m_file);
        setProblem(QStringLiteral("%1 It is kept as %2, and a new one is begun.").arg(why, aside));
        return true;
    } catch (const JournalFault &fault) {
        setProblem(fault.message);
        return false;
    }
}

void Journal::awaitWork(std::unique_lock<std::mutex> &lock, bool failing)
{
    if (failing) {
        m_changed.wait_for(lock, retryEvery, [this] { return m_closing; });
        return;
    }
    const auto atOnce = [this] { return m_closing || m_urgent || !m_requests.empty(); };
    m_changed.wait(lock, [&] { return atOnce() || !m_queue.isEmpty(); });
    m_changed.wait_for(lock, writeEvery, atOnce);
}

bool Journal::store(JournalDatabase &database, std::span<const JournalEntry> entries, bool synced)
{
    try {
        if (!database.isOpen())
            database.open(m_file);
        database.store(entries, synced);
        return true;
    } catch (const JournalFault &fault) {
        if (fault.corrupt && setAside(database, fault.message))
            return store(database, entries, synced);
        setProblem(QStringLiteral("%1 What happens waits in memory; it is tried again every second.").arg(fault.message));
        return false;
    }
}

/// Leaves in the batch what could not be written.
bool Journal::write(JournalDatabase &database, std::vector<JournalEntry> &batch, bool synced)
{
    std::size_t done = 0;
    while (done < batch.size()) {
        const auto count = std::min(transaction, batch.size() - done);
        if (!store(database, std::span(batch).subspan(done, count), synced))
            break;
        done += count;
    }
    const bool all = done == batch.size();
    batch.erase(batch.begin(), batch.begin() + static_cast<std::ptrdiff_t>(done));
    return all;
}

void Journal::run(std::promise<void> opened)
{
    JournalDatabase database;
    m_off = !open(database);
    opened.set_value();
    if (m_off)
        return;
    std::vector<JournalEntry> batch;
    std::vector<JournalEntry> fresh;
    std::vector<Request> requests;
    bool failing = false;
    for (bool closing = false; !closing;) {
        bool synced = true;
        {
            std::unique_lock lock(m_mutex);
            awaitWork(lock, failing);
            closing = m_closing;
            synced = m_urgent || closing || failing || !m_requests.empty();
            if (!failing || closing) { // else what waits goes on merging in the queue
                m_urgent = false;
                m_queue.takeAll(fresh);
            }
            std::swap(requests, m_requests);
        }
        if (batch.empty())
            batch.swap(fresh);
        else
            std::move(fresh.begin(), fresh.end(), std::back_inserter(batch));
        fresh.clear();
        const bool wasFailing = failing;
        failing = !batch.empty() && !write(database, batch, synced);
        if (wasFailing && !failing) {
            setProblem({});
            std::lock_guard guard(m_mutex); // what came meanwhile is written first, in the next round
            m_requests.insert(m_requests.begin(), std::move_iterator(requests.begin()), std::move_iterator(requests.end()));
            requests.clear();
        }
        for (const auto &request : requests)
            request(failing ? nullptr : &database);
        requests.clear();
    }
    if (!batch.empty())
        setProblem(QStringLiteral("%1 %2 entries are lost.").arg(problem(), QString::number(batch.size())));
}
} // namespace podium::engine
