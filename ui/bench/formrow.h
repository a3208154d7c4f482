// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QFormLayout;
class QWidget;

namespace podium::ui
{
class InlineMessage;

/// Puts a row into a form: a label whose text stands on one line with that of the field, the field, and below it room for what
/// is wrong with it, which is returned. The label explains; fields are named by their callers.
InlineMessage *insertFormRow(QFormLayout &form, int row, const QString &title, const QString &help, QWidget *field);

/// Names and explains a field for those who see it and those who hear it.
void explainField(QWidget &field, const QString &title, const QString &help);
} // namespace podium::ui
