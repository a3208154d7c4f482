// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/views.h"
#include "ui/panels/valuetext.h"
#include "ui/style/digits.h"

#include <QWidget>

namespace podium::ui
{
/// Paints a readback: mark (severity, quality), number, unit, and its age when it is stale; a waveform as summary and curve. Everything has its place, so
/// that nothing moves when a number or a mark changes; repainted at most every 80 ms and only if it looks different.
/// Middle click, or Ctrl+C on it, copies the address; the menu copies name, value, unit and time.
/// The view delivers only while this is visible.
class ValueLabel : public QWidget
{
    Q_OBJECT

public:
    enum class Size : quint8 { Row, Large }; ///< Large: to be read from across the room

    explicit ValueLabel(engine::ParameterView &view, Size size = Size::Row, QWidget *parent = nullptr);
    ~ValueLabel() override;

    /// What is painted now, as one text: mark, number, unit, age.
    QString text() const;
    /// Full precision, address, age, quality, reason.
    QString explanation() const;
    /// How often it has painted; for the tests of its economy.
    int paintCount() const { return m_paints; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    static constexpr int padding = 4;
    static constexpr double largeDigits = 1.9;
    static constexpr double largeUnit = 1.25; ///< the mark too

    struct Shown {
        ShownValue value;
        engine::Quality quality = engine::Quality::Lost;
        engine::Severity severity = engine::Severity::None;
        QString age;
        bool operator==(const Shown &) const = default;
    };
    void changed();
    void refresh();
    Shown current() const;
    void copyAddress();
    void copyReading();
    void copySamples();
    bool hasCurve() const;
    int textHeight() const; ///< of what stands above the curve
    void paintCurve(QPainter &painter);
    void setWatching(bool watching);
    /// Looks again once a second, as long as it is seen and shows an age.
    void keepAge();
    void layOut();
    QRect numberRect() const;
    void paintValue(QPainter &painter, const QRect &place);
    QFont scaledFont(double factorIfLarge) const;
    QFont numberFont() const;
    const GlyphSheet &sheet(const QColor &colour);

    QPointer<engine::ParameterView> m_view;
    const Size m_size;
    Shown m_shown;
    QList<double> m_samples; ///< of a waveform, drawn below its summary
    bool m_watching = false;
    bool m_isAging = false; ///< told of every second
    bool m_requested = false;
    int m_paints = 0;
    int m_markWidth = 0;
    int m_valueWidth = 0;
    int m_unitWidth = 0;
    int m_ageWidth = 0;
    std::shared_ptr<const GlyphSheet> m_sheet; ///< of the last paint; looking it up costs more than painting with it
    QColor m_sheetColour;
    qreal m_sheetRatio = 0;
};
} // namespace podium::ui
