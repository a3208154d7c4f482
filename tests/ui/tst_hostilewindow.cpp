// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/hostiledesk.h"
#include "tests/ui/plainwalk.h"
#include "ui/locks/lockpanel.h"
#include "ui/log/logmodel.h"
#include "ui/mainwindow/dock.h"
#include "ui/panels/commandbar.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/parameterrow.h"
#include "ui/tasks/taskpanel.h"

#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeView>

using namespace podium;
using namespace podium::engine;
using namespace std::chrono_literals;
using tests::HostileDesk;
using tests::PlainWalk;

/// A whole window, in all that it can show, on a bench of which every text is hostile.
class TstHostileWindow : public QObject
{
    Q_OBJECT

    std::unique_ptr<HostileDesk> m_desk;
    std::unique_ptr<PlainWalk> m_walk;
    QStringList m_wide;

    ui::DevicePanel &panel() const { return *m_desk->window->panels().panel(u"h"_qs); }

    /// Everything as it is now; and that nothing has become wider than a small screen.
    void look(const char *where)
    {
        m_desk->settle();
        m_walk->walk(QString::fromLatin1(where));
        for (const auto *window : QApplication::topLevelWidgets()) {
            if (!window->isVisible() || window->windowType() == Qt::ToolTip)
                continue;
            const int width = qobject_cast<const ui::MainWindow *>(window) ? std::max(window->minimumSizeHint().width(), window->width() - 1280 + 1000)
                                                                           : window->sizeHint().width();
            if (width > 1000)
                m_wide << QStringLiteral("%1: %2 is %3 wide").arg(QLatin1String(where), QLatin1String(window->metaObject()->className())).arg(width);
        }
        if (panel().minimumSizeHint().width() > 900)
            m_wide << QStringLiteral("%1: the panel is %2 wide").arg(QLatin1String(where)).arg(panel().minimumSizeHint().width());
    }
    void menus(QMenu *menu)
    {
        menu->popup({});
        look("a menu");
        for (auto *action : menu->actions())
            if (action->menu())
                menus(action->menu());
        menu->close();
    }
    void closeBox(const char *where)
    {
        auto *box = m_desk->window->findChild<QMessageBox *>();
        QVERIFY2(box, where);
        look(where);
        box->reject();
        m_desk->settle();
        QCoreApplication::sendPostedEvents(box, QEvent::DeferredDelete);
    }
    void press(const char *command) { QTest::mouseClick(panel().findChild<ui::CommandBar *>()->button(QString::fromLatin1(command)), Qt::LeftButton); }
    QTreeView *list(const char *dock) const { return m_desk->window->findChild<ui::Dock *>(QString::fromLatin1(dock))->findChild<QTreeView *>(); }

    void select(const char *dock)
    {
        auto *view = list(dock);
        view->setCurrentIndex(view->model()->index(0, 0));
    }
    void run(Duration time)
    {
        m_desk->advance(time);
        m_desk->settle();
    }

private Q_SLOTS:
    void everythingIsPlain_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("HTML") << u"\u00a7<b>x</b><img src=a>"_qs;
        QTest::newRow("a document of HTML") << u"<html>\u00a7<h1>x</h1>"_qs;
        QTest::newRow("places of arguments") << u"\u00a7 %1 %2 %n %L1 %%"_qs;
        QTest::newRow("mnemonics") << u"\u00a7A&B &C && &"_qs;
        QTest::newRow("text direction") << u"\u00a7a\u202Egnp.exe\u202C \u2067b"_qs;
        QTest::newRow("lines and control characters") << u"\u00a7one\ntwo\r\n\x1b[31mred\u0007\u2028three\tfour"_qs;
        QTest::newRow("NUL and half a surrogate") << u"\u00a7a"_qs + QChar(0) + u'b' + QChar(0xD83D);
        QTest::newRow("5,000 characters in one word") << u"\u00a7"_qs + QString(5000, u'W');
        QTest::newRow("5,000 characters in words") << u"\u00a7"_qs + u"Wide words "_qs.repeated(450);
    }
    void everythingIsPlain()
    {
        QFETCH(QString, text);
        m_desk = std::make_unique<HostileDesk>(text);
        m_walk = std::make_unique<PlainWalk>(text.startsWith(u'<') ? text.sliced(6) : text);
        m_wide.clear();
        look("at rest");

        auto *edited = panel().rows().back()->editor();
        edited->field()->setFocus();
        QTest::keyClicks(edited->field(), u"5"_qs);
        look("an edit");
        QTest::keyClick(edited->field(), Qt::Key_Return);
        run(1s);
        look("a write that failed");
        press("go");
        run(1s);
        look("a command that failed");
        press("form");
        look("a form");
        press("form");
        press("sure");
        closeBox("the question before a command");

        m_desk->core.engine.run(text, tests::holdFor(*m_desk->device, text), {.startedBy = text, .owners = {u"h"_qs}});
        run(12s);
        select("tasksDock");
        select("locksDock");
        select("errorsDock");
        look("a task holds the lock");
        press("go");
        run(1s);
        look("a command that is refused");
        for (auto *button : m_desk->window->findChild<ui::LockPanel *>()->findChildren<QPushButton *>())
            if (button->text().startsWith(u"Cancel holder"))
                button->click();
        closeBox("the question before the holder of a lock is cancelled");
        m_desk->window->close();
        closeBox("the question before quitting");
        for (auto *action : m_desk->window->menuBar()->actions())
            menus(action->menu());
        auto *tree = list("devicesDock");
        tree->expandAll();
        const auto first = tree->model()->index(0, 0, tree->model()->index(0, 0));
        Q_EMIT tree->customContextMenuRequested(tree->visualRect(first).center());
        look("the menu of a device");
        for (auto *menu : m_desk->window->findChildren<QMenu *>())
            menu->close();

        m_desk->client->setProtection(u"h"_qs, {}, {Protection::Kind::Plain, text, text});
        run(100ms);
        look("write-protected");
        m_desk->device->setState(DeviceState::Fault, text);
        for (const auto &parameter : m_desk->device->parameters())
            parameter->setQuality(Quality::Invalid, text);
        m_desk->window->log().add(ui::LogLevel::Error, text, text, QDateTime::currentDateTime(), {{text}, {text}});
        run(100ms);
        select("errorsDock");
        look("a fault");
        m_desk->device->ignoresStop = true;
        m_desk->client->stopAll();
        run(30s);
        look("after STOP ALL");
        QVERIFY(!m_desk->window->grab().isNull()); // painting it does no harm

        QVERIFY2(m_walk->findings().isEmpty(), qPrintable(m_walk->findings().join(u'\n')));
        QVERIFY2(m_wide.isEmpty(), qPrintable(m_wide.join(u'\n')));
        QVERIFY2(m_walk->seen() > 300, qPrintable(QString::number(m_walk->seen()))); // it was looked at indeed
    }
    void cleanup() { m_desk.reset(); }
};

PODIUM_TEST_MAIN(TstHostileWindow)
#include "tst_hostilewindow.moc"
