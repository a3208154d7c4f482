// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/setpointeditor.h"

#include "tests/support/checks.h"
#include "tests/support/testmain.h"
#include "tests/ui/typing.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QToolTip>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace podium;
using namespace podium::engine;
using tests::check;

namespace
{
/// A kind of parameter, what it holds, and what an edit makes of it.
struct Kind {
    const char *name;
    ParameterSpec spec;
    Value before;
    Value after;
    Value elsewhere;
    QString typed; ///< empty: one step down a list
};

ParameterSpec spec(ParameterType type, const char *unit = "")
{
    ParameterSpec spec;
    spec.name = QStringLiteral("it");
    spec.type = type;
    spec.unit = Unit::parse(QString::fromLatin1(unit));
    if (type == ParameterType::Choice)
        spec.choices = {QStringLiteral("slow"), QStringLiteral("fast"), QStringLiteral("mad")};
    return spec;
}

std::vector<Kind> kinds()
{
    const auto mm = Unit::parse(QStringLiteral("mm"));
    return {
        {"a quantity", spec(ParameterType::Quantity, "mm"), Quantity(1, mm), Quantity(-2.5, mm), Quantity(9, mm), u"-2.5 mm"_qs},
        {"a whole number", spec(ParameterType::Integer), qint64(5), qint64(-7), qint64(9), u"-7"_qs},
        {"a boolean", spec(ParameterType::Boolean), false, true, true, {}},
        {"a choice", spec(ParameterType::Choice), u"slow"_qs, u"fast"_qs, u"mad"_qs, {}},
        {"a text", spec(ParameterType::Text), u"old"_qs, u"new"_qs, u"foreign"_qs, u"new"_qs},
        {"a waveform", spec(ParameterType::Waveform, "mm"), Waveform{{1, 2}, mm}, Waveform{{3, 4}, mm}, Waveform{{7}, mm}, u"3, 4 mm"_qs},
    };
}

/// A window with the editor of a kind and another field.
struct Desk {
    explicit Desk(const Kind &which) : kind(which)
    {
        auto *layout = new QVBoxLayout(&window);
        editor = ui::makeEditor(kind.spec, QStringLiteral("m.it"), nullptr);
        other = new QLineEdit;
        layout->addWidget(editor);
        layout->addWidget(other);
        commits = std::make_unique<QSignalSpy>(editor, &ui::SetpointEditor::commitRequested);
        editor->setState(kind.before, kind.before, {});
        window.show();
        window.activateWindow();
        [[maybe_unused]] const bool isActive = QTest::qWaitForWindowActive(&window);
        other->setFocus();
        atRest = shown();
    }

    QWidget *field() const { return editor->field(); }
    QString shown() const
    {
        const auto *box = qobject_cast<QComboBox *>(field());
        return box ? box->currentText() : static_cast<QLineEdit *>(field())->text();
    }
    void edit() const
    {
        field()->setFocus(Qt::TabFocusReason);
        if (kind.typed.isEmpty())
            QTest::keyClick(field(), Qt::Key_Down);
        else
            tests::typeInto(field(), kind.typed);
    }
    bool isFramed() const { return field()->grab().toImage().pixelColor(1, field()->height() / 2) == ui::Theme::instance().colour(ui::Tone::Busy); }
    bool wheel() const
    {
        QWheelEvent wheel(QPointF(5, 5), field()->mapToGlobal(QPointF(5, 5)), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(field(), &wheel);
        return wheel.isAccepted();
    }

    Kind kind;
    QWidget window;
    ui::SetpointEditor *editor;
    QLineEdit *other;
    std::unique_ptr<QSignalSpy> commits;
    QString atRest;
};

/// A row for each kind.
void each(const char *sentence, void (*body)(Desk &))
{
    for (const auto &kind : kinds())
        check(qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(kind.name), QLatin1String(sentence))), [kind, body] {
            Desk desk(kind);
            body(desk);
        });
}

void conventions()
{
    each("Enter applies, once", [](Desk &d) {
        d.edit();
        QVERIFY(d.commits->isEmpty());
        QTest::keyClick(d.field(), Qt::Key_Return);
        QCOMPARE(d.commits->size(), 1);
        QCOMPARE(d.commits->first().first().value<Value>(), d.kind.after);
    });
    each("Esc reverts", [](Desk &d) {
        d.edit();
        QVERIFY(d.shown() != d.atRest);
        QTest::keyClick(d.field(), Qt::Key_Escape);
        QCOMPARE(d.shown(), d.atRest);
        QVERIFY(!d.editor->isEdited());
        QVERIFY(d.commits->isEmpty());
    });
    each("leaving reverts and sends nothing", [](Desk &d) {
        d.edit();
        d.other->setFocus(Qt::MouseFocusReason);
        QCOMPARE(d.shown(), d.atRest);
        QVERIFY(d.commits->isEmpty());
    });
    each("a menu that opens is no leaving", [](Desk &d) {
        d.edit();
        QFocusEvent out(QEvent::FocusOut, Qt::PopupFocusReason);
        QCoreApplication::sendEvent(d.field(), &out);
        QVERIFY(d.editor->isEdited());
    });
    each("focus alone is no edit", [](Desk &d) {
        d.field()->setFocus(Qt::TabFocusReason);
        d.other->setFocus(Qt::TabFocusReason);
        QVERIFY(!d.editor->isEdited());
        QCOMPARE(d.shown(), d.atRest);
    });
    each("an edit is framed, and the tooltip says what it will do", [](Desk &d) {
        QVERIFY(!d.isFramed());
        d.edit();
        QVERIFY(d.isFramed());
        QVERIFY2(d.field()->toolTip().contains(u"will write "), qPrintable(d.field()->toolTip()));
        QVERIFY(d.field()->toolTip().contains(u"(now "));
        QTest::keyClick(d.field(), Qt::Key_Escape);
        QVERIFY(!d.isFramed());
    });
    each("the wheel does nothing, with focus or without", [](Desk &d) {
        QVERIFY(!d.wheel());
        QCOMPARE(d.shown(), d.atRest);
        d.field()->setFocus();
        QVERIFY(!d.wheel());
        QCOMPARE(d.shown(), d.atRest);
        QVERIFY(!d.editor->isEdited());
    });
    each("it is not overwritten while edited, and a change elsewhere is told", [](Desk &d) {
        d.edit();
        const auto edited = d.shown();
        d.editor->setState(d.kind.elsewhere, d.kind.elsewhere, {});
        QCOMPARE(d.shown(), edited);
        QVERIFY2(d.editor->hint().contains(u"changed elsewhere to "), qPrintable(d.editor->hint()));
        QTest::keyClick(d.field(), Qt::Key_Escape);
        QVERIFY(d.shown() != d.atRest);
    });
    each("Ctrl+Enter sends the setpoint again", [](Desk &d) {
        d.field()->setFocus(Qt::TabFocusReason);
        QTest::keyClick(d.field(), Qt::Key_Return);
        QVERIFY(d.commits->isEmpty());
        QTest::keyClick(d.field(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(d.commits->first().first().value<Value>(), d.kind.before);
    });
    each("middle click copies the address, shows it, and pastes nothing", [](Desk &d) {
        QTest::mouseClick(d.field(), Qt::MiddleButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"m.it"_qs);
        QVERIFY2(QToolTip::text().contains(u"Copied m.it"), qPrintable(QToolTip::text()));
        QToolTip::hideText();
        QCOMPARE(d.shown(), d.atRest);
    });
    each("blocked it keeps the edit, says why, and sends nothing", [](Desk &d) {
        d.edit();
        const auto edited = d.shown();
        d.editor->setBlocked(u"m is not connected"_qs);
        QCOMPARE(d.shown(), edited);
        QVERIFY(d.field()->toolTip().contains(u"m is not connected"));
        QVERIFY(d.field()->accessibleDescription().contains(u"m is not connected"));
        d.editor->apply();
        QVERIFY(d.commits->isEmpty());
        QCOMPARE(d.editor->message().text(), u"m is not connected"_qs);
        d.editor->setBlocked({});
        d.editor->apply();
        QCOMPARE(d.commits->size(), 1);
    });
    each("it has a name and an explanation for screen readers", [](Desk &d) {
        QCOMPARE(d.field()->accessibleName(), u"it setpoint"_qs);
        QVERIFY(d.field()->accessibleDescription().contains(u"m.it"));
    });
}

void minus()
{
    check("setpoints and limits have the typographic minus", [] {
        auto kind = kinds().front();
        kind.spec.deviceLimits = {-5, 25};
        kind.before = Quantity(-1, kind.spec.unit);
        Desk d(kind);
        QCOMPARE(d.shown(), u"\u22121 mm"_qs);
        QCOMPARE(d.editor->hint(), u"\u22125 to 25 mm (device)"_qs);
    });
    check("both are taken", [] {
        for (const auto *text : {"-2 mm", "\u22122 mm"}) {
            auto kind = kinds().front();
            kind.typed = QString::fromUtf8(text);
            Desk d(kind);
            d.edit();
            QTest::keyClick(d.field(), Qt::Key_Return);
            QCOMPARE(d.commits->first().first().value<Value>(), Value(Quantity(-2, kind.spec.unit)));
        }
    });
    check("the hyphen of a unit stays one", [] {
        auto kind = kinds().front();
        kind.spec.unit = Unit::parse(QStringLiteral("mm s-1"));
        kind.before = Quantity(-1, kind.spec.unit);
        Desk d(kind);
        QCOMPARE(d.shown(), u"\u22121 mm s-1"_qs);
    });
    check("digits are stepped through zero", [] {
        Desk d(kinds().front());
        d.field()->setFocus();
        static_cast<QLineEdit *>(d.field())->setCursorPosition(0);
        QTest::keyClick(d.field(), Qt::Key_Down);
        QTest::keyClick(d.field(), Qt::Key_Down);
        QCOMPARE(d.shown(), u"\u22121 mm"_qs);
        QTest::keyClick(d.field(), Qt::Key_PageUp);
        QCOMPARE(d.shown(), u"9 mm"_qs);
    });
    check("a text keeps its hyphens", [] {
        auto kind = kinds().at(4);
        kind.before = u"a-1"_qs;
        Desk d(kind);
        QCOMPARE(d.shown(), u"a-1"_qs);
    });
}
} // namespace

/// What all kinds of editors have in common.
class TstEditorKinds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKind_data() { tests::checkTable(); conventions(); }
    void everyKind() { tests::runCheck(); }
    void signs_data() { tests::checkTable(); minus(); }
    void signs() { tests::runCheck(); }
};

PODIUM_TEST_MAIN(TstEditorKinds)
#include "tst_editorkinds.moc"
