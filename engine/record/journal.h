// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/record/journalqueue.h"
#include "engine/record/journalstate.h"

#include <QFuture>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <span>
#include <thread>

namespace podium::engine
{
class JournalDatabase;

/// The record of what happened, in one SQLite file that outlives crashes.
///
/// It is written by a thread of its own: urgent entries at once and synced, ordinary ones at least twice a second. What
/// cannot be written (disk full, file locked) waits, is tried again every second, and problem() tells. A corrupt file is set
/// aside and a new one made. A file that cannot be opened at all turns the journal off; the program runs on.
/// Thread: any, but made and destroyed by one that is neither the worker nor in a hurry: both ends wait for the file.
class Journal
{
public:
    explicit Journal(const QString &file, std::size_t queueLimit = 65'536);
    /// Writes and syncs what is left.
    ~Journal();
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    /// What the last session left behind; nothing if the journal is off.
    const LastSession &lastSession() const { return m_last; }

    /// Never waits for the file. An entry without a time gets the present one.
    void append(JournalEntry entry);
    /// Done when everything appended before is synced. Errors: Internal when the journal is off or cannot be written.
    QFuture<void> sync();
    /// The newest rows first, those appended before included: "why is it this value". Errors: as sync().
    QFuture<std::vector<JournalRow>> find(const JournalQuery &query);

    bool isOn() const { return !m_off; }
    /// Why the journal is off, does not get on, or had to begin a new file; empty: all is well.
    QString problem() const;

private:
    using Request = std::function<void(JournalDatabase *)>; ///< null: the journal cannot serve it

    template <class T>
    QFuture<T> ask(std::function<void(JournalDatabase &, QPromise<T> &)> serve);
    void run(std::promise<void> opened);
    bool open(JournalDatabase &database);
    bool setAside(JournalDatabase &database, const QString &why);
    bool write(JournalDatabase &database, std::vector<JournalEntry> &batch, bool synced);
    bool store(JournalDatabase &database, std::span<const JournalEntry> entries, bool synced);
    void awaitWork(std::unique_lock<std::mutex> &lock, bool failing);
    void setProblem(const QString &problem);

    const QString m_file;
    LastSession m_last;
    std::atomic<bool> m_off{false};
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    JournalQueue m_queue;
    std::vector<Request> m_requests;
    QString m_problem;
    bool m_urgent = false;
    bool m_closing = false;
    bool m_setAside = false; ///< Thread: the worker
    std::thread m_thread;
};
} // namespace podium::engine
