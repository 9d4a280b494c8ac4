"""Whole pages as sites of counties print them, around an article; all names are invented."""

from __future__ import annotations

import re

NAVIGATION = (
    '<div class="top"><a href="/">首页</a> <a href="/a">走进某县</a> <a href="/b">政务公开</a> <a href="/c">互动交流</a> '
    '<a href="/d">办事服务</a></div>'
)
WAY = '<div>当前位置：<a href="/">首页</a> &gt; <a href="/x">政府信息公开</a> &gt; <a href="/y">政府信息公开年报</a> &gt; 正文</div>'
SHARING = "<div>分享到：<a>微信</a> <a>微博</a> <a>QQ空间</a></div>"
BYLINE = (
    "<div><span>发布日期：2025-01-20 16:45</span><span>　来源：某县政府办公室</span>　<span>浏览次数：<script>x()</script>123</span> "
    "<span>字体：【<a>大</a> <a>中</a> <a>小</a>】</span> <a>打印</a> <a>关闭</a></div>"
)
OLD_BYLINE = (
    "<center>来源：某县政府办公室　时间：2025/1/20 16:45:00　点击：[12]　【收藏】【打印】【关闭】</center><hr>"
    "<div>【字号：<a>大</a> <a>中</a> <a>小</a>】 【我要打印】 发布时间：2025-01-20</div>"
)
BROKEN_BYLINE = "<p>2025-01-20 16:45<br>来源：某县政府办公室<br>阅读：12 次</p>"
CATALOGUE = (
    "<table><tr><td>索 引 号：</td><td>A123/2025-0001</td><td>主题分类：</td><td>政府信息公开</td></tr>"
    "<tr><td>发文机关：</td><td>某县政府办公室</td><td>成文日期：</td><td>2025年01月20日</td></tr>"
    "<tr><td>标　　题：</td><td colspan=3>{title}</td></tr>"
    "<tr><td>发文字号：</td><td>某政〔2025〕1号</td><td>发布日期：</td><td>2025年01月21日</td></tr></table>"
)
CATALOGUE_LINES = (
    "<ul><li><b>索引号：</b>A123/2025-0001</li><li><b>信息分类：</b>年度报告</li><li><b>发布机构：</b>某县政府办公室</li>"
    "<li><b>生成日期：</b>2025-01-20</li><li><b>有效性：</b>有效</li></ul>"
)
ATTACHMENT = '<div>附件下载：<a href="a.docx">{title}.docx</a></div>'
NEIGHBOURS = "<div>上一篇：<a href=1>某县2023年政府信息公开工作年度报告</a></div><div>下一篇：没有了</div>"
RELATED = (
    "<h3>相关信息</h3><ul><li><a href=1>某县财政局2022年政府信息公开工作年度报告</a><span>2023-01-15</span></li>"
    "<li><a href=2>某县财政局2021年政府信息公开工作年度报告</a><span>2022-01-17</span></li>"
    "<li><a href=3>某县召开政务公开推进会</a><span>2024-06-05</span></li></ul>"
)
FOOT = (
    "<div><p><a>网站地图</a> | <a>联系我们</a> | <a>关于我们</a></p><p>主办单位：某县人民政府　承办单位：某县人民政府办公室</p>"
    "<p>地址：某县人民路1号　邮编：123456</p><p>版权所有：某县人民政府　网站标识码：1234560001　某ICP备12345678号-1　"
    '<img src="x.png">某公网安备 12345602000001号</p><p>技术支持：某某科技有限公司　建议使用1024*768分辨率 IE9.0以上浏览器</p></div>'
)
SCAN = "<div>扫一扫在手机打开当前页</div>"
EDITORS = "<p>责任编辑：某某　审核：某某</p>"
COLUMN = "<ul><li><a>政府信息公开指南</a></li><li><a>政府信息公开制度</a></li><li><a>政府信息公开年报</a></li></ul>"

TITLE, TEXT = "<title/>", "<text/>"
"""Where the heading and the rest of an article go."""
PAGES = {
    "foot": NAVIGATION + WAY + TITLE + TEXT + FOOT,
    "byline": NAVIGATION + WAY + TITLE + BYLINE + SHARING + TEXT + ATTACHMENT + SCAN + FOOT,
    "catalogue above": NAVIGATION + WAY + CATALOGUE + TITLE + BYLINE + TEXT + NEIGHBOURS + FOOT,
    "catalogue below": WAY + TITLE + CATALOGUE + BYLINE + TEXT + RELATED + FOOT,
    "catalogue in lines": NAVIGATION + WAY + CATALOGUE_LINES + TITLE + TEXT + EDITORS + SHARING + RELATED + FOOT,
    "byline in lines": WAY + TITLE + BROKEN_BYLINE + TEXT + "<p>【打印】 【关闭】</p>" + NEIGHBOURS + RELATED + FOOT,
    "table for layout": f"<table><tr><td>{NAVIGATION}<tr><td>{WAY}<tr><td>{TITLE}{BYLINE}{TEXT}{ATTACHMENT}<tr><td>{RELATED}{FOOT}</table>",
    "side column": f"<div>{COLUMN}</div><div>{WAY}<h2>{{title}}</h2>{BYLINE}{TITLE}{TEXT}{SCAN}{NEIGHBOURS}</div>{FOOT}",
    "old": f"<div>欢迎访问某县人民政府门户网站</div>{NAVIGATION}{TITLE}{OLD_BYLINE}{TEXT}{RELATED}<div>相关附件</div><div>1. {{title}}.pdf</div>{FOOT}",
}


def around(page: str, html: bytes) -> bytes:
    """Put the article of a page of our own into another page."""
    body = re.search(r"<body[^>]*>(.*)</body>", html.decode(), re.DOTALL)
    assert body
    article = re.sub(r"</?(?:main|article|header|footer)[^>]*>", "", body[1])
    heading = re.search(r"<h1.*?</h1>", article, re.DOTALL)
    assert heading
    title = re.sub(r"<[^>]+>|\s", "", heading[0])
    text = article[heading.end() :]
    whole = PAGES[page].replace("{title}", title).replace(TITLE, heading[0]).replace(TEXT, text)
    return f"<html><body>{whole}</body></html>".encode()
