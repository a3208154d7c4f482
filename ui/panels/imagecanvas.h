// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/greypicture.h"
#include "ui/style/look.h"

#include <QAbstractScrollArea>
#include <QPixmap>

#include <optional>

namespace podium::ui
{
/// Paints an image with its aspect kept, fitted or zoomed, and says which pixel is looked at: the one under the mouse, or the one
/// that the arrow keys go to (Shift: ten at once). It is rendered once for each image, size, place and zoom, not for each paint.
/// Pixels count from 1, from the lower left corner, x to the right and y upwards, as in FITS.
/// Keys of a zoomable one: + and - zoom, 0 fits, 1 is one pixel of the screen for each of the picture. Enter, Space and double
/// click on another one wish that it is opened large.
/// Thread: the GUI's.
class ImageCanvas : public QAbstractScrollArea
{
    Q_OBJECT

public:
    enum class Use : quint8 { Fitted, Zoomable };

    explicit ImageCanvas(Use use, QWidget *parent = nullptr);

    void setImage(const engine::Image &image);
    const engine::Image &image() const { return m_image; }
    const Contrast &contrast() const { return m_contrast; }
    /// The frame that its reading has now.
    void setLook(const Look &look);

    void fit();
    void actualSize() { zoomTo(1); }
    void zoomIn();
    void zoomOut();
    bool isFitted() const { return m_isFitted; }
    /// Unit: pixels of the screen for one of the picture.
    double zoom() const;

    /// From 1; nothing while none is looked at.
    std::optional<QPoint> pixel() const;
    /// "x 12, y 40: 1234"; empty while none is looked at.
    QString pixelText() const;
    /// Where a pixel is painted. Unit: device-independent pixels of the viewport.
    QRect placeOf(QPoint pixel) const;
    /// How often it was rendered; for the tests of its economy.
    int renderCount() const { return m_renders; }

Q_SIGNALS:
    void pixelChanged();
    void zoomChanged();
    void openRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    bool isZoomable() const { return m_use == Use::Zoomable; }
    /// Unit: device-independent pixels for one of the picture.
    double scale() const { return zoom() / devicePixelRatioF(); }
    double fittedZoom() const;
    void zoomTo(double zoom);
    void layOut();
    QPointF origin() const;
    void render();
    void look(std::optional<QPoint> pixel, bool byKey);
    void step(int dx, int dy);
    void tell();
    /// For who does not see it: what it is, and the pixel that the keys went to.
    void describe();

    const Use m_use;
    engine::Image m_image;
    Contrast m_contrast;
    Look m_look;
    bool m_isFitted = true;
    double m_zoom = 1; ///< while it is not fitted
    std::optional<QPoint> m_pixel; ///< from 0, y upwards
    bool m_isByKey = false;        ///< and so it stays when the mouse goes
    QPoint m_grip;                 ///< where the mouse took hold of it
    int m_turned = 0;              ///< by the wheel with Ctrl, and not yet zoomed. Unit: 1/8 degree
    QPixmap m_rendered;            ///< null: to be rendered at the next paint
    QPointF m_place;               ///< of what is rendered, in the viewport, at a pixel of the screen
    int m_renders = 0;
};
} // namespace podium::ui
