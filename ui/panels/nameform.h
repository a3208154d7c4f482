// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/linefield.h"
#include "ui/style/elidedlabel.h"

namespace podium::ui
{
/// Asks for one name, in a line. Enter gives it, Esc goes back.
class NameForm : public QWidget
{
    Q_OBJECT

public:
    /// longest: characters.
    explicit NameForm(int longest, QWidget *parent = nullptr);

    void ask(const QString &question, const QString &suggestion);
    LineField &field() const { return *m_name; }

Q_SIGNALS:
    void nameGiven(const QString &name);
    void backRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    ElidedLabel *m_question;
    LineField *m_name;
};
} // namespace podium::ui
