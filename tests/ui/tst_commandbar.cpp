// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/commandbar.h"

#include "tests/support/testmain.h"
#include "tests/ui/uibench.h"
#include "ui/panels/commandform.h"
#include "ui/panels/whybutton.h"

#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QWidgetAction>

using namespace podium;
using namespace podium::engine;
using namespace std::chrono_literals;
using tests::UiBench;

namespace {
/// A test device with a dangerous command, and one with an argument.
class CommandDevice : public tests::TestDevice
{
public:
    explicit CommandDevice(const DeviceContext &context) : TestDevice(context)
    {
        CommandSpec dangerous;
        dangerous.name = QStringLiteral("erase");
        dangerous.title = QStringLiteral("Erase");
        dangerous.confirmation = QStringLiteral("All calibration data of the controller is lost.");
        addCommand(dangerous);
        addJog({-10, 10});
    }
};
} // namespace

/// Commands as buttons.
class TstCommandBar : public QObject
{
    Q_OBJECT

    std::unique_ptr<UiBench> m_bench;
    std::unique_ptr<ui::CommandBar> m_bar;
    CommandDevice *m_device = nullptr;

    void settle() { m_bench->settle(); }
    QString told() const
    {
        auto *menu = m_bar->why().menuShown();
        auto *reason = menu ? menu->findChild<QWidgetAction *>() : nullptr;
        return reason ? static_cast<QLabel *>(reason->defaultWidget())->text().remove(QChar(0x200B)) : QString();
    }
    QStringList offered() const
    {
        QStringList texts;
        for (const auto *action : m_bar->why().menuShown()->actions())
            if (!action->isSeparator() && !qobject_cast<const QWidgetAction *>(action))
                texts << action->text();
        return texts;
    }

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<UiBench>(QStringList());
        auto &bench = m_bench->core.bench;
        m_device = static_cast<CommandDevice *>(&bench.add(std::make_unique<CommandDevice>(bench.context(u"c"_qs, u"Crate"_qs, {}))));
        m_device->open();
        m_bench->core.hub = std::make_unique<Hub>(m_bench->core.engine, bench, m_bench->core.locks);
        m_bench->client.emplace(m_bench->core.engine.gate(), m_bench->core, u"operator"_qs);
        m_bench->views.emplace(*m_bench->core.hub, m_bench->client->bench());
        m_bar = std::make_unique<ui::CommandBar>(*m_bench->views, *m_bench->views->device(u"c"_qs), *m_bench->client);
        m_bar->show();
        settle();
    }
    void cleanup()
    {
        m_bar.reset();
        m_bench.reset();
    }

    void aButtonRunsAndIsTheCancelMeanwhile()
    {
        m_device->position().setReading(Quantity(50, m_bench->mm));
        auto *home = m_bar->button(u"home"_qs);
        const auto task = m_bench->client->move(UiBench::address("c.position"), Quantity(50, m_bench->mm), MoveKind::Absolute);
        m_bench->advance(10s);
        settle();
        QVERIFY(task.info().succeeded());
        QTest::mouseClick(home, Qt::LeftButton);
        QCOMPARE(home->text(), u"Cancel"_qs);
        settle();
        QVERIFY(m_device->sent.contains(u"home"_qs));
        QTest::mouseClick(home, Qt::LeftButton);
        for (int i = 0; i < 20 && home->isBusy(); ++i)
            settle();
        QVERIFY(m_device->sent.contains(u"stop"_qs));
        QCOMPARE(home->text(), u"home"_qs);
        QVERIFY2(m_bar->message().text().contains(u"cancelled"), qPrintable(m_bar->message().text()));
    }

    void aCancelThatComesTooLateStartsNothing()
    {
        auto *home = m_bar->button(u"home"_qs);
        const auto runOut = [&] {
            for (int i = 0; i < 50 && home->isBusy(); ++i) {
                m_bench->advance(10ms);
                QCoreApplication::processEvents();
            }
            QVERIFY(!home->isBusy());
        };
        QTest::mouseClick(home, Qt::LeftButton);
        QVERIFY(home->isBusy());
        runOut();
        QTest::mouseClick(home, Qt::LeftButton); // meant for the Cancel that was there a moment ago
        QVERIFY(!home->isBusy());
        m_bench->advance(1s);
        QTest::mouseClick(home, Qt::LeftButton);
        QVERIFY(home->isBusy());
        QTest::mousePress(home, Qt::LeftButton);
        runOut();
        m_bench->advance(1s);
        QTest::mouseRelease(home, Qt::LeftButton);
        QVERIFY(!home->isBusy());
        settle();
        QCOMPARE(m_device->sent.count(u"home"_qs), 2);
    }

    void aDangerousOneAsksAndEnterIsTheSafeAnswer()
    {
        QTest::mouseClick(m_bar->button(u"erase"_qs), Qt::LeftButton);
        auto *box = m_bar->findChild<QMessageBox *>();
        QVERIFY(box);
        QCOMPARE(box->textFormat(), Qt::PlainText);
        QVERIFY2(box->text().contains(u"calibration"), qPrintable(box->text()));
        QVERIFY(box->text().contains(u"Crate"));
        QTest::keyClick(box, Qt::Key_Return);
        settle();
        QVERIFY(!m_device->sent.contains(u"erase"_qs));
        QTest::mouseClick(m_bar->button(u"erase"_qs), Qt::LeftButton);
        box = m_bar->findChild<QMessageBox *>();
        QTest::mouseClick(box->buttons().first() == box->defaultButton() ? box->buttons().last() : box->buttons().first(), Qt::LeftButton);
        settle();
        QVERIFY(m_device->sent.contains(u"erase"_qs));
    }

    void argumentsAreAskedForAndCheckedInPlace()
    {
        QTest::mouseClick(m_bar->button(u"jog"_qs), Qt::LeftButton);
        QVERIFY(m_bar->form());
        auto *line = m_bar->form()->findChild<QLineEdit *>();
        QTest::keyClicks(line, u"20 mm/s"_qs);
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY2(m_bar->message().text().contains(u"device limit 10 mm/s"), qPrintable(m_bar->message().text()));
        QVERIFY(!m_bar->button(u"jog"_qs)->isBusy());
        line->selectAll();
        QTest::keyClicks(line, u"5"_qs);
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(!m_bar->form());
        settle();
        QVERIFY(m_device->sent.contains(u"jog"_qs));
    }

    void aFormKeepsWhatWasTypedWhenAnotherCommandRunsOrItsOwnIsRefused()
    {
        QTest::mouseClick(m_bar->button(u"jog"_qs), Qt::LeftButton);
        auto *line = m_bar->form()->findChild<QLineEdit *>();
        QTest::keyClicks(line, u"5"_qs);
        QTest::mouseClick(m_bar->button(u"beep"_qs), Qt::LeftButton);
        settle();
        QVERIFY(m_bar->form());
        m_bench->client->as(u"console"_qs).move(UiBench::address("c.position"), Quantity(30, m_bench->mm), MoveKind::Absolute).finally(m_bar.get(), [](const TaskInfo &) {});
        QTest::keyClick(line, Qt::Key_Return);
        settle();
        QVERIFY2(m_bar->form() && line->isVisible() && line->text() == u"5", qPrintable(m_bar->message().text()));
    }

    void escClosesTheForm()
    {
        QTest::mouseClick(m_bar->button(u"jog"_qs), Qt::LeftButton);
        QTest::keyClick(m_bar->form()->findChild<QLineEdit *>(), Qt::Key_Escape);
        QVERIFY(!m_bar->form());
    }

    void aDisabledOneSaysWhy_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("why");
        QTest::newRow("not connected") << 0 << u"beep"_qs << u"c is not connected"_qs;
        QTest::newRow("the latch, for what moves") << 1 << u"home"_qs << u"STOP ALL is latched"_qs;
        QTest::newRow("protected") << 2 << u"beep"_qs << u"write-protected by somebody"_qs;
        QTest::newRow("the state") << 3 << u"beep"_qs << u"fault"_qs;
    }
    void aDisabledOneSaysWhy()
    {
        QFETCH(int, what);
        QFETCH(QString, command);
        QFETCH(QString, why);
        if (what == 0)
            m_device->setState(DeviceState::Disconnected);
        else if (what == 1)
            m_bar->setLatched(true);
        else if (what == 2)
            m_device->setProtection({Protection::Kind::Plain, u"somebody"_qs, {}});
        else
            m_device->setState(DeviceState::Fault);
        settle();
        auto *button = m_bar->button(command);
        QVERIFY(!button->isEnabled());
        QVERIFY2(button->accessibleDescription().contains(why), qPrintable(button->accessibleDescription()));
        QCOMPARE(m_bar->button(u"beep"_qs)->isEnabled(), what == 1);
    }

    void theBarSaysWhyForAllOfItAndForOneButton()
    {
        QVERIFY(!m_bar->why().isVisible());
        m_bar->setLatched(true, u"operator"_qs);
        auto *home = m_bar->button(u"home"_qs);
        QTest::mouseClick(&m_bar->why(), Qt::LeftButton);
        QVERIFY2(told().contains(u"home, fire, jog: STOP ALL is latched by operator"), qPrintable(told()));
        QCOMPARE(offered(), QStringList{u"Reset after STOP ALL"_qs});
        m_bar->why().menuShown()->close();
        QTest::mouseClick(m_bar->windowHandle(), Qt::RightButton, {}, home->geometry().center());
        QVERIFY2(told().startsWith(u"STOP ALL is latched by operator"), qPrintable(told()));
        m_bar->why().menuShown()->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTest::mouseClick(m_bar->windowHandle(), Qt::RightButton, {}, m_bar->button(u"beep"_qs)->geometry().center());
        QVERIFY(!m_bar->why().menuShown()); // that one is free
    }

    void anOpenFormIsBlockedWithItsCommandAndKeepsWhatWasTyped()
    {
        QTest::mouseClick(m_bar->button(u"jog"_qs), Qt::LeftButton);
        auto *line = m_bar->form()->findChild<QLineEdit *>();
        auto *ok = m_bar->form()->findChildren<QPushButton *>().first();
        QTest::keyClicks(line, u"5"_qs);
        m_bar->setLatched(true);
        QVERIFY(!ok->isEnabled());
        QVERIFY(ok->toolTip().contains(u"STOP ALL is latched"));
        QTest::keyClick(line, Qt::Key_Return);
        settle();
        QVERIFY(m_bar->form());
        QVERIFY2(m_bar->message().text().contains(u"STOP ALL is latched"), qPrintable(m_bar->message().text()));
        m_bar->setLatched(false);
        QVERIFY(ok->isEnabled());
        QCOMPARE(line->text(), u"5"_qs);
        QTest::mouseClick(ok, Qt::LeftButton);
        settle();
        QVERIFY(m_device->sent.contains(u"jog"_qs));
    }

    void aLockedCommandIsQueuedFromItsMenuAndRunsOnce()
    {
        const auto move = m_bench->client->as(u"console"_qs).move(UiBench::address("c.position"), Quantity(30, m_bench->mm), MoveKind::Absolute);
        settle();
        auto *beep = m_bar->button(u"beep"_qs);
        QTest::mouseClick(m_bar->windowHandle(), Qt::RightButton, {}, beep->geometry().center());
        QVERIFY2(told().contains(u"Started by console"), qPrintable(told()));
        QVERIFY2(offered().value(0).startsWith(u"Wait (next after task"), qPrintable(offered().join(u' ')));
        auto *menu = m_bar->why().menuShown();
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        settle();
        QVERIFY(beep->isBusy());
        QVERIFY(!m_device->sent.contains(u"beep"_qs));
        QTest::mouseClick(m_bar->windowHandle(), Qt::RightButton, {}, beep->geometry().center());
        QVERIFY(!offered().join(u' ').contains(u"Wait"));
        m_bar->why().menuShown()->close();
        for (int i = 0; i < 200 && beep->isBusy(); ++i)
            m_bench->advance(100ms), QCoreApplication::processEvents();
        QVERIFY(move.info().succeeded());
        QCOMPARE(m_device->sent.count(u"beep"_qs), 1);
    }

    void aLockedDeviceNamesTheHolderAndOffersToWait()
    {
        const auto move = m_bench->client->move(UiBench::address("c.position"), Quantity(30, m_bench->mm), MoveKind::Absolute);
        settle();
        auto *beep = m_bar->button(u"beep"_qs);
        QVERIFY(beep->isEnabled());
        QTest::mouseClick(beep, Qt::LeftButton);
        settle();
        QVERIFY2(m_bar->message().text().contains(u"locked by task"), qPrintable(m_bar->message().text()));
        auto buttons = m_bar->message().findChildren<QPushButton *>();
        const auto wait = std::find_if(buttons.begin(), buttons.end(), [](const auto *button) { return button->text().startsWith(u"Wait"); });
        QVERIFY(wait != buttons.end());
        QTest::mouseClick(*wait, Qt::LeftButton);
        QVERIFY(beep->isBusy());
        for (int i = 0; i < 200 && beep->isBusy(); ++i)
            m_bench->advance(100ms), QCoreApplication::processEvents();
        QVERIFY(move.info().succeeded());
        QVERIFY(m_device->sent.contains(u"beep"_qs));
    }
};

PODIUM_TEST_MAIN(TstCommandBar)
#include "tst_commandbar.moc"
