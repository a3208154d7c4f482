// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/valueaccess.h"

#include "ui/panels/valuelabel.h"

#include <QAccessibleWidget>

namespace podium::ui
{
namespace
{
class ValueAccess final : public QAccessibleWidget
{
public:
    explicit ValueAccess(ValueLabel *label) : QAccessibleWidget(label, QAccessible::StaticText), m_label(label) {}

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Value)
            return m_label->text();
        if (kind == QAccessible::Description)
            return m_label->explanation();
        return QAccessibleWidget::text(kind);
    }

private:
    ValueLabel *m_label;
};

QAccessibleInterface *make(const QString &, QObject *object)
{
    auto *label = qobject_cast<ValueLabel *>(object);
    return label ? new ValueAccess(label) : nullptr;
}
} // namespace

void installValueAccess()
{
    static const bool isInstalled = (QAccessible::installFactory(make), true);
    Q_UNUSED(isInstalled)
}

void tellValueChanged(ValueLabel &label)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleValueChangeEvent event(&label, label.text());
    QAccessible::updateAccessibility(&event);
}
} // namespace podium::ui
