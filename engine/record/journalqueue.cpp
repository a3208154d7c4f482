// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/record/journalqueue.h"

namespace podium::engine
{
void JournalQueue::push(JournalEntry entry)
{
    if (m_entries.size() >= m_limit) {
        entry.details.remove(QStringLiteral("traffic")); // several KB in each error, of which there may be any number
        if (isUrgent(entry.kind))
            m_merged.clear();
        if (!entry.outcome.isEmpty())
            m_merged.remove(entry.address); // a write that was not acknowledged has a row of its own
        else if (entry.kind == JournalKind::Write) {
            const auto place = m_merged.constFind(entry.address);
            if (place != m_merged.cend()) {
                auto &into = m_entries[*place];
                entry.before = std::move(into.before);
                entry.count += into.count;
                into = std::move(entry);
                return;
            }
            m_merged.insert(entry.address, m_entries.size());
        }
    }
    m_entries.push_back(std::move(entry));
}

void JournalQueue::takeAll(std::vector<JournalEntry> &into)
{
    into.clear();
    into.swap(m_entries);
    m_merged.clear();
}
} // namespace podium::engine
