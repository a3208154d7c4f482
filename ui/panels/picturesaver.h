// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/greypicture.h"

#include <QObject>

class QFileDialog;

namespace podium::ui
{
/// Saves an image as PNG, its samples as 255 greys between black and white: what is seen, not what was measured.
/// It is packed in a thread of the pool, for a large one takes its time.
/// Thread: the GUI's.
class PictureSaver : public QObject
{
    Q_OBJECT

public:
    explicit PictureSaver(QWidget *parent);

    /// Asks for a file; the image is the one of now, whatever comes meanwhile.
    QFileDialog *ask(const engine::Image &image, const Contrast &contrast, const QString &suggestedName);
    void save(const engine::Image &image, const Contrast &contrast, const QString &file);

Q_SIGNALS:
    void saved(const QString &text);
    void failed(const QString &text);

private:
    void write(const QByteArray &png, const QString &file);

    QWidget *m_parent;
};
} // namespace podium::ui
