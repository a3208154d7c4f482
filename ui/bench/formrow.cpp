// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bench/formrow.h"

#include "ui/editors/inlinemessage.h"
#include "ui/style/elidedlabel.h"
#include "ui/style/plaintext.h"

#include <QBoxLayout>
#include <QFormLayout>

namespace podium::ui
{
InlineMessage *insertFormRow(QFormLayout &form, int row, const QString &title, const QString &help, QWidget *field)
{
    auto *message = new InlineMessage;
    auto *column = new QVBoxLayout;
    column->setSpacing(1);
    column->addWidget(field);
    column->addWidget(message);
    auto *label = new ElidedLabel(title);
    label->setExplanation(help);
    label->setFixedHeight(field->sizeHint().height()); // both have their text in the middle
    form.insertRow(row, label, column);
    return message;
}

void explainField(QWidget &field, const QString &title, const QString &help)
{
    field.setAccessibleName(oneLine(title));
    field.setAccessibleDescription(help);
    field.setToolTip(plainToolTip(help));
    field.setFocusPolicy(Qt::StrongFocus);
    field.setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}
} // namespace podium::ui
