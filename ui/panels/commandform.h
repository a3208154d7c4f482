// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/command.h"

#include <QFrame>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace podium::ui
{
class LineField;

/// Asks for the arguments of one command, below its buttons. Enter runs it, Esc closes the form.
class CommandForm : public QFrame
{
    Q_OBJECT

public:
    CommandForm(const engine::CommandSpec &command, const QString &address, QWidget *parent = nullptr);

    const engine::CommandSpec &command() const { return m_command; }
    /// Why it cannot be run now; empty: it can. What was typed is kept.
    void setBlocked(const QString &why);

Q_SIGNALS:
    void runRequested(const podium::engine::Arguments &arguments);
    void refused(const QString &why);
    void closeRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Field {
        QLineEdit *line = nullptr;
        QComboBox *box = nullptr;
    };
    LineField *makeWaveformField();
    Field makeField(const engine::ParameterSpec &argument);
    void run();

    const engine::CommandSpec m_command;
    const QString m_address;
    std::vector<Field> m_fields;
    QPushButton *m_run;
    QString m_blocked;
};
} // namespace podium::ui
