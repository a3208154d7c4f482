// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/record/journalentry.h"

#include <QHash>

#include <vector>

namespace podium::engine
{
/// What waits to be written. Beyond its limit the writes of one parameter merge, with a count, the first old value and the
/// last new one, but not across a stop; everything else is kept, whatever comes, but without the traffic of the link.
/// Thread: none of its own; the journal guards it.
class JournalQueue
{
public:
    explicit JournalQueue(std::size_t limit) : m_limit(limit) {}

    void push(JournalEntry entry);
    bool isEmpty() const { return m_entries.empty(); }
    /// Exchanges what waits for an empty list, whose memory is used again.
    void takeAll(std::vector<JournalEntry> &into);

private:
    std::size_t m_limit;
    std::vector<JournalEntry> m_entries;
    QHash<QString, std::size_t> m_merged; ///< where the writes of a parameter go since the limit was passed
};
} // namespace podium::engine
