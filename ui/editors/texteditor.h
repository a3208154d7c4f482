// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/linefield.h"
#include "ui/editors/setpointeditor.h"

namespace podium::ui
{
/// The editor for a text.
class TextEditor : public SetpointEditor
{
    Q_OBJECT

public:
    TextEditor(const engine::ParameterSpec &spec, const QString &address, QWidget *parent = nullptr);

    QString text() const { return m_line->text(); }

protected:
    void showValue(const engine::Value &value) override;
    engine::Value typed() const override;
    void showPending(bool pending) override { m_line->setPending(pending); }
    void showBlocked(bool blocked) override { m_line->setBlocked(blocked); }
    LineField &line() const { return *m_line; }

private:
    LineField *m_line;
};
} // namespace podium::ui
