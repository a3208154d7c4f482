// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/checks.h"
#include "tests/ui/typing.h"
#include "tests/ui/uibench.h"
#include "tests/ui/wavedevice.h"
#include "ui/editors/waveformeditor.h"
#include "ui/editors/waveformfield.h"
#include "ui/editors/waveformpreview.h"
#include "ui/panels/parameterrow.h"

#include <QClipboard>

namespace podium::tests {

/// A row with the editor, on a device that takes what is sent.
struct WaveDesk : UiBench {
    WaveDesk() : UiBench(QStringList())
    {
        device = &static_cast<WaveDevice &>(core.bench.add(std::make_unique<WaveDevice>(core.bench.context(QStringLiteral("w"), QStringLiteral("Wave"), {}))));
        device->open();
        core.hub = std::make_unique<Hub>(core.engine, core.bench, core.locks);
        client.emplace(core.engine.gate(), core, QStringLiteral("operator"));
        views.emplace(*core.hub, client->bench());
        QList<double> sine;
        for (int i = 0; i < 101; ++i)
            sine << 0.75 + 1.75 * std::sin(i / 16.0);
        sine[50] = -1;
        sine[51] = 2.5;
        device->curve().setReading(Waveform{sine, mm});
        device->curve().setSetpoint(Waveform{sine, mm});
        row = std::make_unique<ui::ParameterRow>(*views, *client, UiBench::address("w.curve"));
        editor = qobject_cast<ui::WaveformEditor *>(row->editor());
        line = qobject_cast<ui::WaveformField *>(editor->field());
        row->resize(700, row->sizeHint().height());
        row->show();
        row->activateWindow();
        [[maybe_unused]] const bool isActive = QTest::qWaitForWindowActive(row.get());
        settle();
    }
    ~WaveDesk() { row.reset(); }

    void type(const QString &text) const
    {
        line->setFocus(Qt::TabFocusReason);
        typeInto(line, text);
    }
    void paste(const QString &text) const
    {
        QGuiApplication::clipboard()->setText(text);
        line->setFocus(Qt::TabFocusReason);
        QTest::keyClick(line, Qt::Key_V, Qt::ControlModifier);
    }
    void enter()
    {
        QTest::keyClick(line, Qt::Key_Return);
        settle();
    }
    const Waveform &setpoint() const { return std::get<Waveform>(device->curve().setpoint()); }
    QString told() const { return row->message().isVisible() ? row->message().text() : QString(); }

    WaveDevice *device = nullptr;
    std::unique_ptr<ui::ParameterRow> row;
    ui::WaveformEditor *editor = nullptr;
    ui::WaveformField *line = nullptr;
};

inline void waveDesk(const char *sentence, void (*body)(WaveDesk &))
{
    check(sentence, [body] {
        WaveDesk desk;
        body(desk);
    });
}

} // namespace podium::tests
