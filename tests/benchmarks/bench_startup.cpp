// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Prints how long it takes from the start of the process to the painted window of the simulated bench, as one JSON object;
// an empty main window in the same process is the floor.
#include "app/statefolder.h"
#include "app/windowsession.h"
#include "tests/benchmarks/stopwatch.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>

#include <ctime>
#include <unistd.h>

using namespace podium;
using namespace podium::tests;
using Milliseconds = std::chrono::duration<double, std::milli>;

namespace
{
/// Tells when a widget has been painted for the first time.
class FirstPaint : public QObject
{
public:
    explicit FirstPaint(QWidget &widget) : m_widget(widget) { widget.installEventFilter(this); }

    /// Shows the widget and runs the event loop until it is painted.
    void wait()
    {
        m_widget.show();
        while (!m_painted)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::processEvents(); // its children too
    }
    bool eventFilter(QObject *, QEvent *event) override
    {
        m_painted = m_painted || event->type() == QEvent::Paint;
        return false;
    }

private:
    QWidget &m_widget;
    bool m_painted = false;
};

/// Since the process began, by the kernel's account; its resolution is 10 ms.
double processAgeMs()
{
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const auto line = file.readAll();
    const auto fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    const double begun = fields.value(19).toDouble() / static_cast<double>(sysconf(_SC_CLK_TCK));
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return 1000 * (static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec) - begun);
}
} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    ui::Theme::instance().apply(application, ui::Theme::Mode::Light);
    const double applicationMs = processAgeMs();
    const QTemporaryDir folder;
    QJsonObject result{{QStringLiteral("benchmark"), QStringLiteral("startup")}, {QStringLiteral("application_ms"), applicationMs}};
    {
        const app::StateFolder state(folder.path());
        const auto begun = engine::Clock::now();
        app::WindowSession session(QString(), state, false);
        result[QStringLiteral("session_made_ms")] = Milliseconds(engine::Clock::now() - begun).count();
        FirstPaint(session.window()).wait();
        result[QStringLiteral("window_ms")] = Milliseconds(engine::Clock::now() - begun).count();
        result[QStringLiteral("process_to_window_ms")] = processAgeMs();
    }
    QMainWindow empty;
    const auto begun = engine::Clock::now();
    FirstPaint(empty).wait();
    result[QStringLiteral("floor_empty_window_ms")] = Milliseconds(engine::Clock::now() - begun).count();
    print(result);
    return 0;
}
