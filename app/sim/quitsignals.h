// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace podium::app
{

/// Turns SIGTERM and SIGINT into the end of the event loop. To be made before any thread is.
/// Thread: main.
class QuitSignals : public QObject
{
public:
    QuitSignals();
    ~QuitSignals() override;

private:
    int m_descriptor;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace podium::app
