// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/registerblocks.h"

#include <algorithm>

namespace podium::devices
{
std::vector<RegisterBlock> joined(std::vector<RegisterBlock> wanted, int gap, int most)
{
    std::sort(wanted.begin(), wanted.end(), [](const RegisterBlock &a, const RegisterBlock &b) {
        return std::tuple(a.table, a.address, a.count) < std::tuple(b.table, b.address, b.count);
    });
    std::vector<RegisterBlock> blocks;
    for (const auto &each : wanted) {
        const int bound = holdsBits(each.table) ? modbus::mostBits : most;
        auto *last = blocks.empty() ? nullptr : &blocks.back();
        const int end = last ? std::max(last->end(), each.end()) : 0;
        if (last && last->table == each.table && each.address <= last->end() + gap && end - last->address <= bound)
            last->count = end - last->address;
        else
            blocks.push_back(each);
    }
    return blocks;
}

void RegisterImage::store(const RegisterBlock &block, const QByteArray &reply)
{
    std::vector<quint16> words;
    if (holdsBits(block.table)) {
        for (const bool bit : modbus::bits(reply))
            words.push_back(bit ? 1 : 0);
    } else {
        words = modbus::registers(reply);
    }
    for (int i = 0; i < block.count; ++i)
        m_words[{block.table, block.address + i}] = words.at(static_cast<std::size_t>(i));
}

std::vector<quint16> RegisterImage::words(const RegisterBlock &block) const
{
    std::vector<quint16> result;
    for (int i = 0; i < block.count; ++i) {
        const auto word = m_words.find({block.table, block.address + i});
        if (word == m_words.end())
            return {};
        result.push_back(word->second);
    }
    return result;
}
} // namespace podium::devices
