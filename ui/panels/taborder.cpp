// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/taborder.h"

#include <QWidget>

namespace podium::ui
{
namespace
{
std::vector<QWidget *> stopsOf(QWidget &part)
{
    std::vector<QWidget *> stops;
    for (auto *next = part.nextInFocusChain(); next != &part; next = next->nextInFocusChain())
        if (part.isAncestorOf(next) && next->focusPolicy() != Qt::NoFocus && !next->focusProxy())
            stops.push_back(next);
    return stops;
}
} // namespace

void orderTabs(const std::vector<QWidget *> &parts)
{
    QWidget *last = nullptr;
    for (auto *part : parts)
        for (auto *stop : stopsOf(*part)) {
            if (last)
                QWidget::setTabOrder(last, stop);
            last = stop;
        }
}
} // namespace podium::ui
