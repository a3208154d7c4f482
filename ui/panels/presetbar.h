// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/views.h"
#include "ui/editors/choiceeditor.h"
#include "ui/panels/nameform.h"
#include "ui/panels/presetstore.h"

#include <QStackedWidget>
#include <QToolButton>

class QMenu;

namespace podium::ui
{
/// The presets of one motion: choose a name, see where it would go, go there. Its menu keeps the present position under a
/// name, renames and deletes; deleting can be undone.
///
/// Choosing moves nothing. Enter in the list goes, F2 renames, Delete deletes.
class PresetBar : public QStackedWidget
{
    Q_OBJECT

public:
    /// message: where refusals are told.
    PresetBar(engine::ParameterView &view, PresetStore &store, InlineMessage &message, QWidget *parent = nullptr);

    /// Why nothing can be moved; empty: it can. Looks at the limits again.
    void setBlocked(const QString &why);
    QString preview() const { return m_preview->text(); }
    ChoiceField &choice() const { return *m_choice; }
    QToolButton &goButton() const { return *m_go; }
    QToolButton &menuButton() const { return *m_menu; }
    LineField &nameField() const { return m_naming->field(); }
    bool isNaming() const { return currentWidget() == m_naming; }

Q_SIGNALS:
    void absoluteMoveRequested(const podium::engine::Quantity &to);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeChoosing();
    void fill();
    void refresh();
    void go();
    const Preset *chosen() const;
    void choose(const QString &name);
    void fillMenu(QMenu &menu);
    void addKeep(QMenu &menu, const QString &what, const engine::Value &value, const QString &whyNot);
    void askForName(const QString &question, const QString &suggestion, std::function<QString(const QString &)> take);
    void takeName(const QString &name);
    void endNaming();
    void rename();
    void removeChosen();

    engine::ParameterView &m_view;
    PresetStore &m_store;
    InlineMessage &m_message;
    QString m_blocked;
    ChoiceField *m_choice;
    QToolButton *m_go;
    ElidedLabel *m_preview;
    QToolButton *m_menu;
    NameForm *m_naming;
    bool m_complained = false; ///< about a name; other messages of the row stay
    std::function<QString(const QString &)> m_take; ///< does what the name is for; answers why not, empty if done
};
} // namespace podium::ui
