// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/greypicture.h"

#include <QObject>

class QFileDialog;

namespace podium::ui
{
/// Saves an image as PNG, its samples as 255 greys between black and white: what is seen, not what was measured.
/// It is packed and written in a thread of the pool, for a large picture and a slow disk take their time; the file is written also
/// if this is gone meanwhile, and the log tells how that ended then.
/// Thread: the GUI's.
class PictureSaver : public QObject
{
    Q_OBJECT

public:
    /// subject: what it is a picture of, for the log.
    PictureSaver(const QString &subject, QWidget *parent);

    /// Asks for a file; the image is the one of now, whatever comes meanwhile.
    QFileDialog *ask(const engine::Image &image, const Contrast &contrast, const QString &suggestedName);
    void save(const engine::Image &image, const Contrast &contrast, const QString &file);

Q_SIGNALS:
    void saved(const QString &text);
    void failed(const QString &text);

private:
    QString m_subject;
    QWidget *m_parent;
};
} // namespace podium::ui
