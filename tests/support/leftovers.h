// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <set>

namespace podium::tests {

/// Adds a check that runs once, after the last test function, with the test object gone and the application alive;
/// a text that is not empty says what was left over and fails the program.
/// Thread: main thread.
void addLeftoverCheck(std::function<QString()> check);

/// Runs the added checks, prints what they found and forgets them.
/// Returns how many found something.
/// Thread: main thread.
int leftovers();

/// Knows the threads that ran when it was made and finds those that came later and stayed.
class ThreadCensus
{
public:
    /// Counts now; make it before the application object.
    ThreadCensus();

    /// Waits up to two seconds for newer threads to end, and prints the name of each that has not.
    /// Returns how many stayed. Call it after the application object is gone.
    int newcomers() const;

private:
    std::set<int> m_threads;
};

} // namespace podium::tests
