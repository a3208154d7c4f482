// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/checks.h"
#include "tests/ui/uibench.h"
#include "ui/panels/parameterrow.h"
#include "ui/panels/whybutton.h"

#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QWidgetAction>

namespace podium::tests
{
using namespace std::chrono_literals;

/// One row of a motor, in a window that has the focus.
struct WhyDesk : UiBench {
    explicit WhyDesk(const char *parameter = "m.position")
    {
        row = std::make_unique<ui::ParameterRow>(*views, *client, address(parameter));
        row->resize(700, row->sizeHint().height());
        row->show();
        row->activateWindow();
        if (!QTest::qWaitForWindowActive(row.get()))
            qFatal("the row did not become active");
        settle();
    }
    ~WhyDesk() { row.reset(); }

    std::unique_ptr<ui::ParameterRow> row;

    ui::WhyButton &why() { return *row->why(); }
    QWidget &field() { return *row->editor()->field(); }
    QMenu *menu() { return why().menuShown(); }
    /// A move by somebody else, which never ends.
    Task<Value> hold(const QString &by = QStringLiteral("console"))
    {
        device().stalls = true;
        const auto task = client->as(by).move(address("m.position"), Quantity(30, mm), MoveKind::Absolute);
        task.finally(row.get(), [](const TaskInfo &) {});
        settle();
        return task;
    }
    Task<Value> queueUp()
    {
        const auto task = client->as(QStringLiteral("script")).move(address("m.position"), Quantity(1, mm), MoveKind::Absolute, IfLocked::Wait);
        task.finally(row.get(), [](const TaskInfo &) {});
        settle();
        return task;
    }
    void type(const QString &text)
    {
        field().setFocus();
        static_cast<QLineEdit &>(field()).selectAll();
        QTest::keyClicks(&field(), text);
        settle();
    }
    void openByKey()
    {
        field().setFocus();
        QTest::keyClick(&field(), Qt::Key_F1, Qt::ShiftModifier);
        QVERIFY(menu() && menu()->isVisible());
    }
    void openByMouse()
    {
        QVERIFY(why().isVisible());
        QTest::mouseClick(&why(), Qt::LeftButton);
        QVERIFY(menu() && menu()->isVisible());
    }
    /// The reason as the menu shows it.
    QString told()
    {
        auto *reason = menu() ? menu()->findChild<QWidgetAction *>() : nullptr;
        return reason ? static_cast<QLabel *>(reason->defaultWidget())->text().remove(QChar(0x200B)) : QString();
    }
    QStringList offered()
    {
        QStringList texts;
        for (const auto *action : menu()->actions())
            if (!action->isSeparator() && !qobject_cast<const QWidgetAction *>(action))
                texts << action->text();
        return texts;
    }
    void choose(const char *start)
    {
        for (auto *action : menu()->actions())
            if (action->text().startsWith(QLatin1String(start))) {
                QTest::mouseClick(menu(), Qt::LeftButton, {}, menu()->actionGeometry(action).center());
                settle();
                return;
            }
        QFAIL(start);
    }
    QMessageBox *question() { return row->findChild<QMessageBox *>(); }
    QAbstractButton *answer(const char *start)
    {
        for (auto *button : question()->buttons())
            if (button->text().startsWith(QLatin1String(start)))
                return button;
        return nullptr;
    }
    void pass(Duration time)
    {
        advance(time);
        settle();
        ui::RefreshClock::instance().second();
    }
    qsizetype sentCount(const QString &what) { return device().sent.count(what); }
};

inline void desk(const char *sentence, void (*body)(WhyDesk &))
{
    check(sentence, [body] {
        WhyDesk made;
        body(made);
    });
}

inline void deskOf(const char *parameter, const char *sentence, void (*body)(WhyDesk &))
{
    check(sentence, [parameter, body] {
        WhyDesk made(parameter);
        body(made);
    });
}
} // namespace podium::tests
