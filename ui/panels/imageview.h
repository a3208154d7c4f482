// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/views.h"
#include "ui/panels/imagecanvas.h"

#include <QPointer>
#include <QPushButton>

class QHBoxLayout;

namespace podium::ui
{
class ElidedLabel;
class ImageWindow;
class PictureSaver;
class StopMonitor;

/// The picture of a parameter with what belongs to it: the pixel that is looked at, or why the picture is not to be trusted; a
/// button that wishes to see it large (of a zoomable one: buttons that zoom), and one that saves it as PNG.
/// The view delivers only while this is visible; the picture changes at most every 80 ms.
/// Errors: of saving are told below the picture, or in the log if the view has gone. Thread: the GUI's; a worker writes the file.
class ImageView : public QWidget
{
    Q_OBJECT

public:
    ImageView(engine::ParameterView &view, ImageCanvas::Use use, QWidget *parent = nullptr);
    ~ImageView() override;

    ImageCanvas &canvas() const { return *m_canvas; }
    /// What stands below the picture.
    QString line() const;
    QPushButton &saveButton() const { return *m_save; }
    /// Null for a zoomable one.
    QPushButton *openButton() const { return m_open; }
    /// Opens it in a window of its own, whose keys are also those of the actions; or brings that window to the front. The monitor
    /// must outlive it.
    ImageWindow *openLarge(StopMonitor &stops, const QList<QAction *> &actions = {});
    /// Null until it was opened, and after it was closed.
    ImageWindow *largeWindow() const;
    PictureSaver &saver() const { return *m_saver; }

Q_SIGNALS:
    /// For who has the monitor of stops: openLarge() is wanted.
    void largeRequested();
    /// For the line of messages around it.
    void told(podium::ui::Tone tone, const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void addZoomButtons(QHBoxLayout &row);
    QPushButton *addButton(QHBoxLayout &row, const QString &text, const QString &name);
    void changed();
    void refresh();
    void refreshLine();
    void askForFile();
    void setWatching(bool watching);
    QString title() const;

    QPointer<engine::ParameterView> m_view;
    const ImageCanvas::Use m_use;
    ImageCanvas *m_canvas;
    ElidedLabel *m_line;
    QPushButton *m_open = nullptr;
    QPushButton *m_save = nullptr;
    PictureSaver *m_saver;
    QPointer<ImageWindow> m_window;
    bool m_watching = false;
    bool m_requested = false;
};
} // namespace podium::ui
