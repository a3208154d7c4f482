// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/emptytext.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QLabel>

namespace podium::ui
{
namespace
{
/// Keeps a label over the viewport, which lets the mouse through.
class EmptyText final : public QObject
{
public:
    EmptyText(QAbstractItemView &view, const QString &text) : QObject(&view), m_view(view), m_label(new QLabel(text, view.viewport()))
    {
        m_label->setTextFormat(Qt::PlainText);
        m_label->setWordWrap(true);
        m_label->setAlignment(Qt::AlignCenter);
        m_label->setMargin(12);
        m_label->setEnabled(false); // drawn in the muted colour of the theme
        m_label->setAttribute(Qt::WA_TransparentForMouseEvents);
        view.viewport()->installEventFilter(this);
        const auto *model = view.model();
        connect(model, &QAbstractItemModel::rowsInserted, this, &EmptyText::update);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &EmptyText::update);
        connect(model, &QAbstractItemModel::modelReset, this, &EmptyText::update);
        update();
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Resize)
            update();
        return false;
    }

private:
    void update()
    {
        m_label->setGeometry(m_view.viewport()->rect());
        m_label->setVisible(m_view.model()->rowCount() == 0);
    }

    QAbstractItemView &m_view;
    QLabel *m_label;
};
} // namespace

void showWhenEmpty(QAbstractItemView &view, const QString &text)
{
    new EmptyText(view, text); // the view owns it
}
} // namespace podium::ui
