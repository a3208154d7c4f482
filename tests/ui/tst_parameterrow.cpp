// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/parameterrow.h"

#include "tests/support/testmain.h"
#include "tests/ui/uibench.h"
#include "ui/panels/protectionbutton.h"
#include "ui/panels/tweakbar.h"

#include <QLineEdit>
#include <QSignalSpy>

using namespace podium;
using namespace podium::engine;
using namespace std::chrono_literals;
using tests::UiBench;

/// A row from key press to the device, and back.
class TstParameterRow : public QObject
{
    Q_OBJECT

    std::unique_ptr<UiBench> m_bench;
    std::unique_ptr<ui::ParameterRow> m_row;
    QLineEdit *m_line = nullptr;

    void make(const char *address)
    {
        m_row = std::make_unique<ui::ParameterRow>(*m_bench->views, *m_bench->client, UiBench::address(address));
        m_line = qobject_cast<QLineEdit *>(m_row->editor()->field());
        m_row->show();
        m_row->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_row.get()));
        m_bench->settle();
    }
    void enter(const QString &text)
    {
        m_line->setFocus();
        m_line->selectAll();
        QTest::keyClicks(m_line, text);
        QTest::keyClick(m_line, Qt::Key_Return);
        m_bench->settle();
    }
    QToolButton *tweak(const char *name) const
    {
        for (auto *button : m_row->tweaks()->findChildren<QToolButton *>())
            if (button->accessibleName() == QLatin1String(name))
                return button;
        return nullptr;
    }
    QPushButton *offer(const QString &label) const
    {
        for (auto *button : m_row->message().findChildren<QPushButton *>())
            if (button->text().startsWith(label) && button->isVisible())
                return button;
        return nullptr;
    }

private Q_SLOTS:
    void init() { m_bench = std::make_unique<UiBench>(); }
    void cleanup()
    {
        m_row.reset();
        m_bench.reset();
    }

    void enterMovesAndApplyIsTheCancelMeanwhile()
    {
        make("m.position");
        auto *apply = m_row->applyButton();
        QVERIFY(!apply->isEnabled());
        QVERIFY(!apply->toolTip().isEmpty());
        const auto size = apply->sizeHint();
        enter(u"50 mm"_qs);
        QVERIFY(apply->isBusy());
        QCOMPARE(apply->text(), u"Cancel"_qs);
        QCOMPARE(apply->sizeHint(), size);
        QVERIFY(m_bench->device().sent.contains(u"position 50 mm"_qs) || m_bench->device().sent.contains(u"position 50.000 mm"_qs));
        QTest::mouseClick(apply, Qt::LeftButton);
        for (int i = 0; i < 20 && apply->isBusy(); ++i)
            m_bench->settle();
        QVERIFY(!apply->isBusy());
        QVERIFY(m_bench->device().sent.contains(u"stop"_qs));
        QVERIFY2(m_row->message().text().contains(u"cancelled"), qPrintable(m_row->message().text()));
    }

    void aWriteThatSucceedsShowsTheSetpoint()
    {
        make("m.velocity");
        enter(u"20 mm/s"_qs);
        QVERIFY(m_bench->device().sent.contains(u"velocity 20 mm/s"_qs));
        QCOMPARE(m_line->text(), u"20 mm/s"_qs);
        QVERIFY(!m_row->editor()->isEdited());
        QCOMPARE(m_row->message().text(), QString());
    }

    void whatTheDeviceRefusesIsToldInTheRow()
    {
        make("m.velocity");
        m_bench->device().failsNextWrite = true;
        enter(u"20 mm/s"_qs);
        QVERIFY2(m_row->message().text().contains(u"m.velocity cannot be written"), qPrintable(m_row->message().text()));
        QVERIFY(m_row->message().isVisible());
    }

    void aLockedOneNamesTheHolderAndOffersToWait()
    {
        make("m.position");
        const auto first = m_bench->client->as(u"console"_qs).move(UiBench::address("m.position"), Quantity(30, m_bench->mm), MoveKind::Absolute);
        m_bench->settle();
        QVERIFY2(m_row->editor()->hint().contains(u"locked by task"), qPrintable(m_row->editor()->hint()));
        enter(u"10 mm"_qs);
        QVERIFY2(m_row->message().text().contains(u"locked by task"), qPrintable(m_row->message().text()));
        QSignalSpy shown(m_row.get(), &ui::ParameterRow::taskRequested);
        QVERIFY(offer(u"Show task"_qs));
        QTest::mouseClick(offer(u"Show task"_qs), Qt::LeftButton);
        QCOMPARE(shown.first().first().value<TaskId>(), first.id());
        enter(u"10 mm"_qs);
        QVERIFY(offer(u"Cancel task %1"_qs.arg(first.id())));
        auto *wait = offer(u"Wait (next after task %1)"_qs.arg(first.id()));
        QVERIFY(wait);
        QTest::mouseClick(wait, Qt::LeftButton);
        QVERIFY(m_row->applyButton()->isBusy());
        for (int i = 0; i < 200 && m_row->applyButton()->isBusy(); ++i)
            m_bench->advance(100ms), QCoreApplication::processEvents();
        QVERIFY(first.info().succeeded());
        QCOMPARE(m_bench->device().here(), 10.0);
    }

    void afterACancelTheKeyboardIsAtTheFieldAndNotAtAButtonThatMoves()
    {
        make("m.position");
        m_row->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_row.get()));
        enter(u"50 mm"_qs);
        m_bench->settle();
        auto *apply = m_row->applyButton();
        apply->setFocus();
        QVERIFY(apply->isBusy() && apply->hasFocus());
        QTest::keyClick(apply, Qt::Key_Space);
        for (int i = 0; i < 100 && apply->isBusy(); ++i)
            m_bench->advance(100ms), QCoreApplication::processEvents();
        m_bench->settle();
        QVERIFY(!apply->isEnabled());
        QVERIFY(m_line->hasFocus());
    }

    void blockedItSaysWhy_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<QString>("why");
        QTest::newRow("disconnected") << 0 << u"not connected (cable out)"_qs;
        QTest::newRow("protected") << 1 << u"write-protected by operator"_qs;
        QTest::newRow("latched") << 2 << u"STOP ALL is latched"_qs;
        QTest::newRow("fault") << 3 << u"fault (follower error)"_qs;
    }
    void blockedItSaysWhy()
    {
        QFETCH(int, what);
        QFETCH(QString, why);
        make("m.position");
        if (what == 0)
            m_bench->device().setState(DeviceState::Disconnected, u"cable out"_qs);
        else if (what == 1)
            QTest::mouseClick(m_row->protection(), Qt::LeftButton);
        else if (what == 2)
            m_row->setLatched(true);
        else
            m_bench->device().setState(DeviceState::Fault, u"follower error"_qs);
        m_bench->settle();
        QVERIFY2(m_row->editor()->blocked().contains(why), qPrintable(m_row->editor()->blocked()));
        QVERIFY(m_line->isReadOnly());
        QVERIFY(!m_row->applyButton()->isEnabled());
        QVERIFY(m_row->applyButton()->accessibleDescription().contains(why));
        QVERIFY(!tweak("One step up")->isEnabled());
    }

    void tweaksStartFromTheSetpointAndShowWhereTheyGo()
    {
        make("m.position");
        enter(u"5 mm"_qs);
        for (int i = 0; i < 100 && m_row->applyButton()->isBusy(); ++i)
            m_bench->advance(100ms), QCoreApplication::processEvents();
        m_bench->settle();
        auto *up = tweak("One step up");
        up->setFocus();
        QCOMPARE(m_row->tweaks()->preview(), u"\u2192 15.000 mm"_qs);
        QTest::mouseClick(up, Qt::LeftButton);
        m_bench->settle();
        QVERIFY(m_row->applyButton()->isBusy());
        for (int i = 0; i < 100 && m_row->applyButton()->isBusy(); ++i)
            m_bench->advance(100ms), QCoreApplication::processEvents();
        QCOMPARE(m_bench->device().here(), 15.0);
    }

    void aLargeStepAsksForASecondPress()
    {
        make("m.position");
        enter(u"-90 mm"_qs);
        for (int i = 0; i < 200 && m_row->applyButton()->isBusy(); ++i)
            m_bench->advance(100ms), QCoreApplication::processEvents();
        m_bench->settle();
        const auto sent = m_bench->device().sent.size();
        auto *far = tweak("Ten steps up");
        QTest::mouseClick(far, Qt::LeftButton);
        m_bench->settle();
        QCOMPARE(m_bench->device().sent.size(), sent);
        QVERIFY2(m_row->tweaks()->preview().contains(u"press again"), qPrintable(m_row->tweaks()->preview()));
        QTest::mouseClick(far, Qt::LeftButton);
        m_bench->settle();
        QVERIFY(m_bench->device().sent.size() > sent);
    }

    void readOnlyOnesHaveNoEditor()
    {
        ui::ParameterRow row(*m_bench->views, *m_bench->client, UiBench::address("m.counts"));
        QVERIFY(!row.editor());
        QVERIFY(!row.applyButton());
        QVERIFY(row.readback());
    }
};

PODIUM_TEST_MAIN(TstParameterRow)
#include "tst_parameterrow.moc"
