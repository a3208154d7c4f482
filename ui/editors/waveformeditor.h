// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/error.h"
#include "ui/editors/setpointeditor.h"

class QToolButton;

namespace podium::ui
{
class WaveformField;
class WaveformPreview;

/// The editor for waveforms: one line with their summary, into which a list ("[1, 2, 3] mm") or a range ("0 .. 10 mm in 11")
/// is typed, or a column is pasted; or it is read from a text file. The curve of the edit is drawn over that of the setpoint.
/// More than mostSamples are refused before they are parsed, so that no paste holds up the window.
class WaveformEditor : public SetpointEditor
{
    Q_OBJECT

public:
    static constexpr qsizetype mostSamples = 100'000;

    WaveformEditor(const engine::ParameterSpec &spec, const QString &address, QWidget *parent = nullptr);

    /// The numbers of a file, one a line or all in one line; lines that begin with # and a heading are passed over.
    void importFile(const QString &path);
    QToolButton &importButton() const { return *m_import; }
    WaveformPreview &curves() const { return *m_curves; }

protected:
    void showValue(const engine::Value &value) override;
    engine::Value typed() const override;
    QString preview() const override;
    void showPending(bool pending) override;
    void showBlocked(bool blocked) override;
    QString howTo() const override;
    void showSetpoint() override;

private:
    void typedOn(const QString &text);
    void take(const QString &text, const QString &source);
    void read(const QString &text);
    void chooseFile();
    void explainImport();

    WaveformField *m_line;
    QToolButton *m_import;
    WaveformPreview *m_curves;
    engine::Value m_edit;                  ///< what the edit comes to; nothing: m_problem says why
    std::optional<engine::Error> m_problem;
    QString m_note;                        ///< where the edit comes from, if it was not typed
};
} // namespace podium::ui
