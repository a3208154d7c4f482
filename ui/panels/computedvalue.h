// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <optional>

namespace podium::ui
{
/// Paints a number that no device said, but that follows from readings; a dash as long as one of them is not valid.
/// Without the ground and the frame of a readback, so that it is not taken for one.
class ComputedValue : public QWidget
{
    Q_OBJECT

public:
    /// whole: how many digits are expected before the point. isSigned: a plus is written too.
    ComputedValue(const QString &name, const QString &unit, int whole, int decimals, bool isSigned, QWidget *parent = nullptr);

    void setValue(std::optional<double> value);
    /// What is painted now: "14.400 W".
    const QString &text() const { return m_text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const QString m_unit;
    const QString m_widest;
    const int m_decimals;
    const bool m_isSigned;
    QString m_text;
};
} // namespace podium::ui
