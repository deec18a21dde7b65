"""网站: what keeps `kaoping site` from writing one (KP961–KP979)."""

PAGES = """
KP961 error 没有一轮可以写进网站
{what}，没有一轮可以写进网站
网站只列封存了的、可以公布的各轮：没有封存的以后还会变，看过的人收不回来；现在什么也没有写。
请先封存（kaoping seal --quarter 季度），有考评程序的走到公示再写；kaoping status 说明各轮到了哪一步。

KP962 error 文件夹里是另一个网站
{folder} 里是{found}，要写的是{wanted}
换成另一个网站，原来的网页会全部换掉；内部的网页放到了公开的地方，就有人看了不该看的；现在什么也没有写。
请另选一个文件夹；确实要换掉的，加 --force。
"""
