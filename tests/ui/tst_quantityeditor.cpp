// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/choiceeditor.h"
#include "ui/style/theme.h"
#include "ui/editors/numbereditor.h"

#include "tests/support/testmain.h"

#include <QClipboard>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace podium;
using namespace podium::engine;
using ui::NumberEditor;

/// One function per convention of the setpoint editor.
class TstQuantityEditor : public QObject
{
    Q_OBJECT

    std::unique_ptr<QWidget> m_window;
    NumberEditor *m_editor = nullptr;
    QLineEdit *m_line = nullptr;
    QLineEdit *m_other = nullptr;
    std::unique_ptr<QSignalSpy> m_commits;
    const Unit m_mm = Unit::parse(QStringLiteral("mm"));

    void type(const QString &text)
    {
        m_line->setFocus(Qt::TabFocusReason);
        m_line->selectAll();
        QTest::keyClicks(m_line, text);
    }
    QString committed() const { return m_commits->isEmpty() ? QString() : valueText(m_commits->last().first().value<Value>()); }
    void tell(double setpoint, double readback) { m_editor->setState(Quantity(setpoint, m_mm), Quantity(readback, m_mm), Limits{0, 20}); }

private Q_SLOTS:
    void init()
    {
        ParameterSpec spec;
        spec.name = QStringLiteral("position");
        spec.unit = m_mm;
        spec.decimals = 3;
        spec.deviceLimits = {-5, 25};
        m_window = std::make_unique<QWidget>();
        auto *layout = new QVBoxLayout(m_window.get());
        m_editor = new NumberEditor(spec, QStringLiteral("stage/x.position"));
        m_other = new QLineEdit;
        layout->addWidget(m_editor);
        layout->addWidget(m_other);
        m_line = qobject_cast<QLineEdit *>(m_editor->field());
        m_commits = std::make_unique<QSignalSpy>(m_editor, &ui::SetpointEditor::commitRequested);
        tell(12.35, 12.347);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_other->setFocus();
    }
    void cleanup() { m_window.reset(); }

    void showsTheSetpointAndNotTheReadback() { QCOMPARE(m_line->text(), u"12.350 mm"_qs); }

    void enterApplies()
    {
        type(u"12.4 mm"_qs);
        QCOMPARE(m_commits->size(), 0);
        QTest::keyClick(m_line, Qt::Key_Return);
        QCOMPARE(committed(), u"12.4 mm"_qs);
        QCOMPARE(m_commits->size(), 1);
    }
    void aHeldEnterSendsOnceAndSoDoesASecondOneOnItsWay()
    {
        type(u"5 mm"_qs);
        QTest::keyClick(m_line, Qt::Key_Return);
        QTest::keyClick(m_line, Qt::Key_Return);
        QTest::keyClick(m_line, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(m_commits->size(), 1);
        m_editor->commitRefused();
        for (const auto modifier : {Qt::NoModifier, Qt::ControlModifier}) {
            QKeyEvent held(QEvent::KeyPress, Qt::Key_Return, modifier, QString(), true);
            QCoreApplication::sendEvent(m_line, &held);
        }
        QCOMPARE(m_commits->size(), 1);
        QTest::keyClick(m_line, Qt::Key_Return);
        QCOMPARE(m_commits->size(), 2);
    }
    void anyCompatibleUnitMayBeTypedAndIsShownConverted()
    {
        type(u"250 um"_qs);
        QCOMPARE(m_editor->hint(), u"250 um = 0.25 mm"_qs);
        QTest::keyClick(m_line, Qt::Key_Enter, Qt::KeypadModifier);
        QCOMPARE(committed(), u"0.25 mm"_qs);
    }
    void escReverts()
    {
        type(u"1 mm"_qs);
        QTest::keyClick(m_line, Qt::Key_Escape);
        QCOMPARE(m_line->text(), u"12.350 mm"_qs);
        QVERIFY(!m_editor->isEdited());
        QCOMPARE(m_commits->size(), 0);
    }
    void leavingRevertsAndNeverSends()
    {
        type(u"1 mm"_qs);
        m_other->setFocus(Qt::MouseFocusReason);
        QCOMPARE(m_line->text(), u"12.350 mm"_qs);
        QCOMPARE(m_commits->size(), 0);
    }
    void focusAloneIsNoEditAndSelectsAll()
    {
        m_line->setFocus(Qt::TabFocusReason);
        QCOMPARE(m_line->selectedText(), u"12.350 mm"_qs);
        QVERIFY(!m_editor->isEdited());
    }
    void aClickSelectsAll()
    {
        QTest::mouseClick(m_line, Qt::LeftButton);
        QCOMPARE(m_line->selectedText(), u"12.350 mm"_qs);
    }
    void aPendingEditIsFramedAndSaysWhatItWillDo()
    {
        type(u"1 mm"_qs);
        QVERIFY(static_cast<ui::LineField *>(m_line)->isPending());
        QVERIFY2(m_line->toolTip().contains(u"will write 1 mm (now 12.35 mm)"), qPrintable(m_line->toolTip()));
    }
    void anEditIsNotOverwrittenAndAChangeElsewhereIsTold()
    {
        type(u"1 mm"_qs);
        tell(15, 14.9);
        QCOMPARE(m_line->text(), u"1 mm"_qs);
        QVERIFY2(m_editor->hint().contains(u"changed elsewhere to 15.000 mm"), qPrintable(m_editor->hint()));
        QTest::keyClick(m_line, Qt::Key_Escape);
        QCOMPARE(m_line->text(), u"15.000 mm"_qs);
    }
    void withoutAnEditItFollows()
    {
        tell(15, 14.9);
        QCOMPARE(m_line->text(), u"15.000 mm"_qs);
    }
    void ctrlEnterSendsAgain()
    {
        m_line->setFocus(Qt::TabFocusReason);
        QTest::keyClick(m_line, Qt::Key_Return);
        QCOMPARE(m_commits->size(), 0);
        QTest::keyClick(m_line, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(committed(), u"12.35 mm"_qs);
    }
    void theWheelScrollsThePage_data()
    {
        QTest::addColumn<bool>("focused");
        QTest::newRow("without focus") << false;
        QTest::newRow("with focus") << true;
    }
    void theWheelScrollsThePage()
    {
        QFETCH(bool, focused);
        if (focused)
            m_line->setFocus();
        QWheelEvent wheel(QPointF(5, 5), m_line->mapToGlobal(QPointF(5, 5)), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_line, &wheel);
        QVERIFY(!wheel.isAccepted());
        QCOMPARE(m_line->text(), u"12.350 mm"_qs);
    }
    void upAndDownChangeTheDigitAtTheCursor()
    {
        m_line->setFocus();
        m_line->setCursorPosition(3);
        QTest::keyClick(m_line, Qt::Key_Up);
        QCOMPARE(m_line->text(), u"12.450 mm"_qs);
        QTest::keyClick(m_line, Qt::Key_PageDown);
        QCOMPARE(m_line->text(), u"11.450 mm"_qs);
        QVERIFY(m_editor->isEdited());
        QCOMPARE(m_commits->size(), 0);
    }
    void outOfRangeIsRefusedInPlace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("told");
        QTest::newRow("beyond the soft limit") << u"22 mm"_qs << QStringList{u"22 mm"_qs, u"soft limit 20 mm"_qs, u"highest allowed is 20 mm"_qs};
        QTest::newRow("beyond the device's") << u"30 mm"_qs << QStringList{u"device limit 25 mm"_qs, u"soft limit 20 mm"_qs};
        QTest::newRow("another dimension") << u"3 s"_qs << QStringList{u"mm"_qs};
        QTest::newRow("not a number") << u"far"_qs << QStringList{u"far"_qs};
    }
    void outOfRangeIsRefusedInPlace()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, told);
        type(text);
        QTest::keyClick(m_line, Qt::Key_Return);
        QCOMPARE(m_commits->size(), 0);
        QVERIFY(m_editor->message().isVisible());
        for (const auto &part : told)
            QVERIFY2(m_editor->message().text().contains(part), qPrintable(m_editor->message().text()));
        QCOMPARE(m_line->text(), text); // kept for correction, not pulled to a limit
    }
    void aSentValueStaysUntilItIsTheSetpoint()
    {
        type(u"5 mm"_qs);
        QTest::keyClick(m_line, Qt::Key_Return);
        m_other->setFocus();
        QCOMPARE(m_line->text(), u"5 mm"_qs);
        tell(5, 12);
        QCOMPARE(m_line->text(), u"5.000 mm"_qs);
        QVERIFY(!m_editor->isEdited());
    }
    void aRefusedValueStaysForCorrection()
    {
        type(u"5 mm"_qs);
        QTest::keyClick(m_line, Qt::Key_Return);
        m_editor->commitRefused();
        QCOMPARE(m_line->text(), u"5 mm"_qs);
        QVERIFY(m_editor->isEdited());
    }
    void blockedItSaysWhyAndKeepsTheText()
    {
        type(u"5 mm"_qs);
        m_editor->setBlocked(u"stage/x is not connected"_qs);
        QCOMPARE(m_line->text(), u"5 mm"_qs);
        QVERIFY(m_line->toolTip().contains(u"not connected"));
        QTest::keyClick(m_line, Qt::Key_Return);
        QCOMPARE(m_commits->size(), 0);
        QCOMPARE(m_editor->message().text(), u"stage/x is not connected"_qs);
        m_editor->setBlocked({});
        QTest::keyClick(m_line, Qt::Key_Return);
        QCOMPARE(committed(), u"5 mm"_qs);
    }
    void middleClickCopiesTheAddress()
    {
        QTest::mouseClick(m_line, Qt::MiddleButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"stage/x.position"_qs);
        QCOMPARE(m_line->text(), u"12.350 mm"_qs);
    }
    void itHasANameForScreenReaders()
    {
        QCOMPARE(m_line->accessibleName(), u"position setpoint"_qs);
        QVERIFY(m_line->accessibleDescription().contains(u"stage/x.position"));
    }
    void whatIsBlockedIsGreyInTheNewThemeToo()
    {
        auto &theme = ui::Theme::instance();
        theme.apply(*qApp, ui::Theme::Mode::Light);
        m_editor->setBlocked(u"stage/x is not connected"_qs);
        QCOMPARE(m_line->palette().color(QPalette::Text), qApp->palette().color(QPalette::Disabled, QPalette::Text));
        theme.apply(*qApp, ui::Theme::Mode::Dark);
        QCOMPARE(m_line->palette().color(QPalette::Text), qApp->palette().color(QPalette::Disabled, QPalette::Text));
        theme.apply(*qApp, ui::Theme::Mode::System);
    }
    void anOpenListKeepsItsHighlight()
    {
        ParameterSpec spec;
        spec.type = ParameterType::Boolean;
        ui::ChoiceEditor editor(spec, u"m.on"_qs);
        editor.setState(false, false, {});
        editor.show();
        auto *box = qobject_cast<QComboBox *>(editor.field());
        box->showPopup();
        editor.setState(true, true, {}); // somebody else did so
        QCOMPARE(box->currentIndex(), 0);
        box->hidePopup();
        QTRY_COMPARE(box->currentIndex(), 1);
        QVERIFY(!editor.isEdited());
    }
    void aChoiceIsAnEditUntilEnter()
    {
        ParameterSpec spec;
        spec.type = ParameterType::Boolean;
        ui::ChoiceEditor editor(spec, u"m.on"_qs);
        editor.setState(false, false, {});
        auto *box = qobject_cast<QComboBox *>(editor.field());
        QSignalSpy commits(&editor, &ui::SetpointEditor::commitRequested);
        editor.show();
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Down);
        QVERIFY(editor.isEdited());
        QCOMPARE(commits.size(), 0);
        QTest::keyClick(box, Qt::Key_Return);
        QCOMPARE(commits.size(), 1);
        QCOMPARE(commits.first().first().value<Value>(), Value(true));
        QWheelEvent wheel(QPointF(5, 5), QPointF(5, 5), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(box, &wheel);
        QCOMPARE(box->currentIndex(), 1);
    }
};

PODIUM_TEST_MAIN(TstQuantityEditor)
#include "tst_quantityeditor.moc"
