// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/checks.h"
#include "tests/ui/uibench.h"
#include "ui/panels/parameterrow.h"
#include "ui/panels/presetbar.h"

#include <QMenu>
#include <QPushButton>

namespace podium::tests
{
using namespace std::chrono_literals;
using ui::Preset;
using ui::PresetStore;

inline Quantity quantity(const char *text) { return Quantity::parse(QString::fromLatin1(text)); }

/// A row with presets, in a window that has the focus.
struct PresetDesk : UiBench {
    PresetDesk()
    {
        row = std::make_unique<ui::ParameterRow>(*views, *client, at, nullptr, &store);
        device().position().setReading(Quantity(0, mm));
        row->show();
        row->activateWindow();
        if (!QTest::qWaitForWindowActive(row.get()))
            qFatal("the row did not become active");
        settle();
    }
    ui::PresetBar &bar() const { return *row->presets(); }
    void keep(const char *name, const char *value) { QCOMPARE(store.add(at, {QString::fromUtf8(name), quantity(value)}), QString()); }
    void choose(const char *name) { bar().choice().setCurrentIndex(bar().choice().findData(QString::fromUtf8(name))); }
    QStringList names() const
    {
        QStringList all;
        for (const auto &preset : store.presets(at))
            all << preset.name;
        return all;
    }
    /// What the menu offers; each as it is worded, with "-" before what cannot be chosen.
    QStringList offers()
    {
        QStringList texts;
        auto *menu = bar().menuButton().menu();
        Q_EMIT menu->aboutToShow();
        for (const auto *action : menu->actions())
            if (!action->isSeparator())
                texts << (action->isEnabled() ? QString() : QStringLiteral("-")) + action->text();
        return texts;
    }
    void pick(const char *start)
    {
        offers();
        for (auto *action : bar().menuButton().menu()->actions())
            if (action->text().startsWith(QString::fromUtf8(start)))
                return action->trigger();
        qFatal("The menu has no %s.", start);
    }
    void typeName(const char *name)
    {
        QVERIFY(bar().nameField().hasFocus());
        bar().nameField().selectAll();
        QTest::keyClicks(&bar().nameField(), QString::fromUtf8(name));
        QTest::keyClick(&bar().nameField(), Qt::Key_Return);
    }
    /// Until the row's task has ended.
    void finish()
    {
        for (int i = 0; i < 200 && row->applyButton()->isBusy(); ++i) {
            advance(100ms);
            QCoreApplication::processEvents();
        }
        settle();
    }
    QPushButton *offer(const char *label) const
    {
        for (auto *button : row->message().findChildren<QPushButton *>())
            if (button->text() == QLatin1String(label) && button->isVisible())
                return button;
        return nullptr;
    }
    QString message() const { return row->message().text(); }

    const Address at = address("m.position");
    PresetStore store{{}, QStringLiteral("test bench")};
    std::unique_ptr<ui::ParameterRow> row;
};

inline void presetDesk(const char *sentence, void (*body)(PresetDesk &))
{
    check(sentence, [body] {
        PresetDesk presets;
        body(presets);
    });
}
} // namespace podium::tests
